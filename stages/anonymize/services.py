"""Collect the owners that addresses of services name: hosts, repositories, images, pipelines, databases."""

import re
from collections.abc import Iterator

from stages.anonymize.cues import within
from stages.anonymize.owners import PUBLIC_FORGES, organisation
from stages.anonymize.rules.database import PUBLIC as PUBLIC_DATABASES

SCHEMES = (
    r"(?:https?|wss?|ftps?|sftp|ssh|git|svn|ldaps?|mqtts?|nats|amqps?|rediss?|kafka|pulsar(?:\+ssl)?|zookeeper"
    r"|mongodb(?:\+srv)?|(?:jdbc:[\w:]{0,40}?)?(?:mysql|postgres(?:ql)?|mariadb|clickhouse|sqlserver|db2|dm|kingbase8"
    r"|oracle:thin:@)(?:\+\w+)?)"
)
NAMED_HOST = r"([A-Za-z0-9][\w-]*(?:\.[\w-]+)+)"
HOST_URL = re.compile(
    rf"(?i:\b{SCHEMES}:?//(?:[^/\s@\"'<>]{{1,200}}@)?|\bbootstrap[-_.]?servers[\"']?[ \t]*[:=][ \t]*[\[\"']*"
    rf"|\b(?:GOPRIVATE|GONOSUMDB|NO_PROXY)[ \t]*[:=][ \t]*[\"']?(?:\*\.)?){NAMED_HOST}"
)
HOST_CUE = r"(?i):@?//|bootstrap[-_.]?servers|GOPRIVATE|GONOSUMDB|NO_PROXY"
"""What a host stands behind: a URL of any service, the brokers of Kafka, hosts that no proxy serves."""
CLONE = re.compile(r"(?:\bgit@|\bssh://(?:[\w.-]+@)?)([\w-]+(?:\.[\w-]+)+)(?::\d+)?[:/]([\w.-]+)/")
REPOSITORY = re.compile(
    r"(?i:\b(?:repository(?:[-_]?url)?|source[-_]?code|(?:developer)?connection|git[ ]clone)\b[^\n/]{0,60}?"
    r"|\burl\"[ \t]*:[ \t]*\"git\+)(?:https?|git)://(?:[^/\s@\"'<>]{1,100}@)?([\w.-]+)/([\w.-]+)/\w"
)
REPOSITORY_CUE = r"(?i)(?:repository|source[-_]?code|connection|git[ ]clone|\"git\+)[^\n]{0,80}://"
"""Where a package says in which repository it lies, and where a text clones from by HTTP."""
KEY, HOST, PORT = r"[\"']?[ \t]*[:=][ \t]*[\"']?", r"[\w-]+(?:\.[\w-]+)+", r"(?::\d+)?"
IMAGE = re.compile(
    rf"(?m)(?:^[ \t]*FROM[ \t]+(?:--platform=\S+[ \t]+)?|^[ \t]*COPY[ \t]+--from="
    rf"|\bdocker[ \t]+(?:pull|push|run)[ \t]+|(?i:\b(?:base[-_]?)?image(?:[-_]?name)?|repository){KEY})"
    rf"(?P<host>{HOST}{PORT}/)?(?:(?P<group>[a-z0-9][\w.-]*)/)?[a-z0-9][\w.-]*(?:/[\w.-]+)*(?![\w./-])"
    rf"|(?i:\b(?:image[-_]?)?registry){KEY}(?P<registry>{HOST}){PORT}(?=[/\"'\s]|$)"
    rf"|\bdocker[ \t]+login[^\n]{{0,80}}?[ \t](?P<login>{HOST}){PORT}[ \t]*$"
)
IMAGE_CUE = r"(?m)(?i:image|repository|registry)|^[ \t]*(?:FROM|COPY)[ \t]|docker[ \t]"
"""Where Dockerfile, Compose, Kubernetes, Helm and CI name an image or a registry."""
PICTURE = re.compile(r"(?i)\.(?:png|jpe?g|gif|svg|webp|ico|bmp|html?|js|css|md)$")
PUBLIC_REGISTRIES = re.compile(
    r"(?:(?:index|registry-1|registry)\.)?docker\.io|ghcr\.io|quay\.io|(?:\w+\.)?gcr\.io|registry\.k8s\.io|docker\.elastic\.co"
    r"|mcr\.microsoft\.com|public\.ecr\.aws|registry\.(?:access\.)?redhat\.(?:io|com)|nvcr\.io|registry\.gitlab\.com"
    r"|container-registry\.oracle\.com|[\w-]+\.pkg\.dev|registry(?:-vpc)?\.[\w-]+\.aliyuncs\.com|[\w.-]+\.amazonaws\.com"
    r"|swr\.[\w-]+\.myhuaweicloud\.com|ccr\.ccs\.tencentyun\.com|(?:[\w-]+\.)*daocloud\.io|lscr\.io|registry\.npmjs\.org"
)
"""Registries of everybody, in which the first part of a path is the owner."""
OWN_LABEL = re.compile(r"([\w-]+)\.azurecr\.io|([\w-]+)\.jfrog\.io")
"""Registries of which the first label is the owner."""
PIPELINE = re.compile(
    r"(?m)^[ \t]*-?[ \t]*project:[ \t]*[\"']?([A-Za-z][\w.-]*)/[\w./-]+[\"']?[ \t]*$"
    r"|@Library\([\"']([A-Za-z][\w-]+)"
)
"""The group of templates that a pipeline of GitLab includes, and the shared library of one of Jenkins."""
USES = re.compile(r"(?m)^[ \t]*-?[ \t]*uses:[ \t]*[\"']?([A-Za-z][\w-]*)/[\w./-]+@")
DATABASE = re.compile(
    rf"(?i:\b{SCHEMES}:?//)(?:[^/\s@\"'<>]{{1,200}}@)?[\w.,:$\{{}}-]*/(?:%2[fF])?([A-Za-z_][\w-]+)(?![\w/.-])"
    r"|(?i:;[ \t]*databaseName=)([A-Za-z_][\w-]+)"
    r"|(?i:\b(?:virtual-?host|vhost))[\"']?[ \t]*[:=][ \t]*[\"']?/?([A-Za-z][\w-]+)"
)
DATABASE_CUE = r"(?i):@?//|databasename=|virtual-?host|vhost"
STORES = re.compile(
    r"(?i)mongodb|mysql|postgres|mariadb|clickhouse|sqlserver|jdbc|amqps?:|databasename|virtual-?host|vhost"
)
"""Schemes of URLs whose path is a database or a virtual host."""


def clones(text: str) -> Iterator[str]:
    """Yield the owners of hosts of its own that a text clones from."""
    found = CLONE.findall(text)
    yield from (organisation(host) for host, _ in found if host not in PUBLIC_FORGES)


def forges(text: str) -> Iterator[str]:
    """Yield the owners on public hosts that a text clones from, in whose repositories packages lie, and whose
    steps a pipeline uses."""
    lying = (match.groups() for match in within(text, REPOSITORY_CUE, REPOSITORY))
    yield from (owner for host, owner in (*CLONE.findall(text), *lying) if host in PUBLIC_FORGES)
    yield from USES.findall(text)


def registries(text: str) -> Iterator[str]:
    """Yield the owners of registries of images that are not everybody's."""
    for match in within(text, IMAGE_CUE, IMAGE):
        host = (
            (match["host"] or match["registry"] or match["login"] or "").partition("/")[0].partition(":")[0]
        )
        own = OWN_LABEL.fullmatch(host)
        if own:
            yield own[1] or own[2]
        elif host and not PUBLIC_REGISTRIES.fullmatch(host):
            yield organisation(host)


def namespaces(text: str) -> Iterator[str]:
    """Yield the owners of images in registries of everybody."""
    for match in within(text, IMAGE_CUE, IMAGE):
        host, group = (match["host"] or "").partition("/")[0].partition(":")[0], match["group"] or ""
        is_public = not host or PUBLIC_REGISTRIES.fullmatch(host)
        if group and is_public and not PICTURE.search(match[0]):
            yield group


def pipelines(text: str) -> Iterator[str]:
    """Yield the groups and libraries that pipelines take their steps from."""
    yield from (group or library for group, library in PIPELINE.findall(text))


def databases(text: str) -> Iterator[str]:
    """Yield the databases and virtual hosts of connection URLs and settings that not everybody has."""
    for match in within(text, DATABASE_CUE, DATABASE):
        name = next(group for group in match.groups() if group)
        if STORES.match(match[0]) or match[0].startswith(";"):
            yield from [name] if name.lower() not in PUBLIC_DATABASES else []


def hosts(text: str) -> Iterator[str]:
    """Yield the owners of hosts of URLs of any service."""
    yield from map(organisation, addressed(text))


def addressed(text: str) -> Iterator[str]:
    """Yield the hosts of URLs of any service."""
    yield from (match[1] for match in within(text, HOST_CUE, HOST_URL))
