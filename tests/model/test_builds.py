import pytest

from stages.core.records.build_asset import BuildAsset
from stages.model.model import read_document
from stages.model.refused import Refused
from tests.model.documents import PARAMS, document

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
    <parent>
        <groupId>org.springframework.boot</groupId>
        <artifactId>spring-boot-starter-parent</artifactId>
        <version>{version}</version>
    </parent>
    <properties><boot.version>3.1.0</boot.version></properties>
    <dependencies>
        <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency>
        <!-- <dependency><groupId>org.mybatis</groupId><artifactId>mybatis</artifactId></dependency> -->
        <dependency>
            <groupId>org.springframework.boot</groupId>
            <artifactId>spring-boot-starter-test</artifactId>
            <scope>test</scope>
        </dependency>
    </dependencies>
</project>
"""


def build(path: str, text: str, language: str) -> BuildAsset:
    (found,) = read_document(document(path, text, language=language, asset="config"), PARAMS)
    assert isinstance(found, BuildAsset)
    return found


@pytest.mark.parametrize(
    ("version", "junit"),
    [
        ("2.1.18.RELEASE", "JUnit 4"),
        ("2.2.0.RELEASE", "JUnit 5"),
        ("3.4.1", "JUnit 5"),
        ("${boot.version}", "JUnit 5"),
        ("9" * 5_000, "JUnit 5"),
    ],
)
def test_maven_names_frameworks_and_the_junit_of_its_boot(version: str, junit: str) -> None:
    found = build("shop/pom.xml", POM.replace("{version}", version), "xml")
    assert (found.tool, found.folder) == ("maven", "shop")
    assert found.frameworks == ["Spring Boot", "Spring MVC"]
    assert found.test_frameworks == ["AssertJ", junit, "Mockito", "Spring Boot Test"]
    assert "org.mybatis:mybatis" not in found.dependencies


@pytest.mark.parametrize(
    ("path", "language", "text", "frameworks", "tests"),
    [
        (
            "build.gradle",
            "groovy",
            "plugins { id 'org.springframework.boot' version '2.7.1' }\n// implementation 'io.ktor:ktor:1'\n"
            "dependencies { testImplementation group: 'io.mockk', name: 'mockk', version: '1.0' }",
            ["Spring Boot"],
            ["JUnit 5", "MockK"],
        ),
        (
            "app/build.gradle.kts",
            "kotlin",
            'dependencies {\n    implementation("io.ktor:ktor-server-core:2.3.0")\n'
            '    testImplementation(kotlin("test"))\n}\n',
            ["Ktor"],
            ["kotlin.test"],
        ),
        (
            "gradle/libs.versions.toml",
            "toml",
            '[versions]\nb = "2.1.0"\n[plugins]\na.id = "org.springframework.boot"\na.version.ref = "b"\n'
            '[libraries]\nweb = { module = "org.springframework.boot:spring-boot-starter-web" }\n'
            'mockk = { group = "io.mockk", name = "mockk", version = "1.0" }\nkotest = "io.kotest:kotest:5"\n'
            'odd = 1\n[bundles]\ntesting = ["mockk"]\n',
            ["Spring Boot", "Spring MVC"],
            ["JUnit 4", "Kotest", "MockK"],
        ),
        (
            "package.json",
            "json",
            '{"name": "vue", "dependencies": {"react": "1"}, "devDependencies": {"jest": "1", "vue-x": ""}}',
            ["React"],
            ["Jest"],
        ),
        (
            "pyproject.toml",
            "toml",
            '[project]\ndependencies = ["Flask>=2", "flask-x"]\n'
            '[dependency-groups]\ndev = ["pytest[a]>=7"]\n',
            ["Flask"],
            ["pytest"],
        ),
        (
            "pyproject.toml",
            "toml",
            '[tool.poetry.dependencies]\npython = "^3.11"\nfastapi = "1"\n'
            '[tool.poetry.group.dev.dependencies]\nnose2 = "1"\n',
            ["FastAPI"],
            ["nose"],
        ),
        (
            "requirements-dev.txt",
            "text",
            "# pytest\n-r base.txt\nDjango==4.2\nhypothesis ; x\n",
            ["Django"],
            ["Hypothesis"],
        ),
        (
            "go.mod",
            "text",
            "module a.b/c\n\ngo 1.21\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.9.0\n"
            "\tgorm.io/gorm v1.25.0\n)\n\n"
            "require github.com/stretchr/testify v1.8.0 // indirect\n",
            ["GORM", "Gin"],
            ["testify"],
        ),
    ],
)
def test_every_tool_names_its_frameworks(  # noqa: PLR0917  a row of the table
    path: str, language: str, text: str, frameworks: list[str], tests: list[str]
) -> None:
    found = build(path, text, language)
    assert (found.frameworks, found.test_frameworks) == (frameworks, tests)


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("gradle/libs.versions.toml", ""),
        ("shop/gradle/test.versions.toml", "shop"),
        ("shop/libs.versions.toml", "shop"),
        ("gradle/a.gradle", "gradle"),
    ],
)
def test_a_catalogue_is_about_the_folder_above_its_own(path: str, folder: str) -> None:
    text = 'libraries.a = "io.mockk:mockk:1"' if path.endswith("toml") else "api 'io.mockk:mockk:1'"
    assert build(path, text, "toml").folder == folder


@pytest.mark.parametrize(
    ("path", "language", "text", "rule"),
    [
        ("pom.xml", "xml", "<project><a></project>", "parse-error"),
        ("pom.xml", "xml", "<project></project>", "no-asset"),
        ("pyproject.toml", "toml", "[project", "parse-error"),
        ("pyproject.toml", "toml", f"a = {'9' * 5_000}", "parse-error"),
        ("gradle/libs.versions.toml", "toml", "[libraries", "parse-error"),
        ("gradle/libs.versions.toml", "toml", '[versions]\nboot = "2.1.0"\n', "no-asset"),
        ("gradle/wrapper.toml", "toml", '[libraries]\na = "io.mockk:mockk:1"\n', "no-asset"),
        ("go.mod", "text", "retract v1.0.0\n" + "\n" * 100_000, "no-asset"),
        ("package.json", "json", "[]", "no-asset"),
        ("a/requirements.md", "text", "flask\n", "no-asset"),
        ("web.xml", "xml", "<web-app/>", "no-asset"),
    ],
)
def test_a_file_that_names_no_dependency_is_refused(path: str, language: str, text: str, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        build(path, text, language)
    assert refused.value.rule == rule
