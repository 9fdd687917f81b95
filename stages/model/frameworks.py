"""Name the frameworks and test frameworks behind the dependencies of a build file.

A dependency is `group:artifact` in Maven and Gradle, a package in npm and Python, a module in Go. A
framework is told by what its dependency begins with, in any case of letters.
"""

import re
from typing import NamedTuple


class Named(NamedTuple):
    """The frameworks behind some dependencies, sorted."""

    frameworks: list[str]
    test_frameworks: list[str]


_BOOT = r"org\.springframework\.boot:spring-boot-starter"
_TEST = r"(?:[a-z]+-)*test$"
"""`test`, and of Spring Boot 4 one for each technology, such as `webmvc-test`."""
_SPRING = r"org\.springframework"

FRAMEWORKS = {
    "Android": r"com\.android\.|androidx\.",
    "Angular": r"@angular/core$",
    "Beego": r"github\.com/(?:astaxie/beego|beego/beego)",
    "Celery": r"celery$",
    "Chi": r"github\.com/go-chi/chi(?:/v\d+)?$",
    "Django": r"django$",
    "Dubbo": r"org\.apache\.dubbo:|com\.alibaba:dubbo",
    "Echo": r"github\.com/labstack/echo(?:/v\d+)?$",
    "Exposed": r"org\.jetbrains\.exposed:",
    "Express": r"express$",
    "FastAPI": r"fastapi$",
    "Fastify": r"fastify$",
    "Fiber": r"github\.com/gofiber/fiber(?:/v\d+)?$",
    "Flask": r"flask$",
    "GORM": r"gorm\.io/gorm$|github\.com/jinzhu/gorm$",
    "Gin": r"github\.com/gin-gonic/gin$",
    "Hibernate": r"org\.hibernate(?:\.orm)?:",
    "Koa": r"koa$",
    "Kratos": r"github\.com/go-kratos/kratos",
    "Ktor": r"io\.ktor:",
    "Lombok": r"org\.projectlombok:lombok",
    "MapStruct": r"org\.mapstruct:",
    "Micronaut": r"io\.micronaut:",
    "MyBatis": r"org\.mybatis(?:\.spring\.boot)?:",
    "MyBatis-Plus": r"com\.baomidou:mybatis-plus",
    "NestJS": r"@nestjs/core$",
    "Next.js": r"next$",
    "Nuxt": r"nuxt$",
    "Prisma": r"@prisma/client$|prisma$",
    "Pydantic": r"pydantic$",
    "Quarkus": r"io\.quarkus(?:\.platform)?:",
    "React": r"react$",
    "SQLAlchemy": r"sqlalchemy$",
    "Spring Boot": r"org\.springframework\.boot\b",
    "Spring Cloud": rf"{_SPRING}\.cloud:",
    "Spring Data JPA": rf"{_BOOT}-data-jpa$|{_SPRING}\.data:spring-data-jpa$",
    "Spring Data MongoDB": rf"{_BOOT}-data-mongodb",
    "Spring Data Redis": rf"{_BOOT}-data-redis",
    "Spring JDBC": rf"{_BOOT}-(?:data-)?jdbc$|{_SPRING}:spring-jdbc$",
    "Spring MVC": rf"{_BOOT}-web(?:mvc)?$|{_SPRING}:spring-webmvc$",
    "Spring Security": rf"{_BOOT}-security$|{_SPRING}\.security:",
    "Spring WebFlux": rf"{_BOOT}-webflux$|{_SPRING}:spring-webflux$",
    "Svelte": r"svelte$",
    "Tornado": r"tornado$",
    "TypeORM": r"typeorm$",
    "Vue": r"vue$",
    "aiohttp": r"aiohttp$",
    "gRPC": r"google\.golang\.org/grpc$|io\.grpc:|grpcio$",
    "go-zero": r"github\.com/zeromicro/go-zero$",
    "sqlx": r"github\.com/jmoiron/sqlx$",
}
TEST_FRAMEWORKS = {
    "AssertJ": rf"org\.assertj:|{_BOOT}-{_TEST}",
    "Behave": r"behave$",
    "Chai": r"chai$",
    "Cucumber": r"io\.cucumber:|@cucumber/cucumber$",
    "Cypress": r"cypress$",
    "Ginkgo": r"github\.com/onsi/ginkgo(?:/v\d+)?$",
    "GoConvey": r"github\.com/smartystreets/goconvey$",
    "Gomega": r"github\.com/onsi/gomega$",
    "Hamcrest": r"org\.hamcrest:",
    "Hypothesis": r"hypothesis$",
    "JUnit 4": r"junit:junit$|org\.junit\.vintage:",
    "JUnit 5": r"org\.junit\.jupiter:|org\.junit:junit-bom$",
    "Jasmine": r"jasmine(?:-core)?$",
    "Jest": r"jest$|@jest/globals$|ts-jest$",
    "Karate": r"com\.intuit\.karate:|io\.karatelabs:",
    "Kotest": r"io\.kotest:",
    "Mocha": r"mocha$",
    "MockK": r"io\.mockk:|com\.ninja-squad:springmockk$",
    "Mockito": rf"org\.mockito(?:\.kotlin)?:|{_BOOT}-{_TEST}",
    "Playwright": r"@playwright/test$|playwright$",
    "PowerMock": r"org\.powermock:",
    "REST Assured": r"io\.rest-assured:",
    "Robot Framework": r"robotframework$",
    "Selenium": r"org\.seleniumhq\.selenium:|selenium$",
    "Sinon": r"sinon$",
    "Spock": r"org\.spockframework:",
    "Spring Boot Test": rf"{_BOOT}-{_TEST}",
    "Spring Security Test": rf"{_SPRING}\.security:spring-security-test$",
    "SuperTest": r"supertest$",
    "TestNG": r"org\.testng:",
    "Testcontainers": r"org\.testcontainers:|testcontainers$",
    "Testing Library": r"@testing-library/",
    "Truth": r"com\.google\.truth:",
    "Vitest": r"vitest$",
    "WireMock": r"(?:org|com\.github\.tomakehurst)[\w.]*:wiremock",
    "gomock": r"(?:github\.com/golang/mock|go\.uber\.org/mock)$",
    "httpexpect": r"github\.com/gavv/httpexpect(?:/v\d+)?$",
    "kotlin.test": r"org\.jetbrains\.kotlin:kotlin-test",
    "nose": r"nose2?$",
    "pytest": r"pytest$",
    "responses": r"responses$",
    "sqlmock": r"github\.com/data-dog/go-sqlmock$",
    "testify": r"github\.com/stretchr/testify$",
}


def named_by(dependencies: list[str]) -> Named:
    """Return the frameworks that the dependencies stand for."""
    return Named(_of(FRAMEWORKS, dependencies), _of(TEST_FRAMEWORKS, dependencies))


def _of(patterns: dict[str, str], dependencies: list[str]) -> list[str]:
    return sorted(
        name
        for name, pattern in patterns.items()
        if any(re.match(pattern, one, re.IGNORECASE) for one in dependencies)
    )
