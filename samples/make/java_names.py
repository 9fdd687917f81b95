"""Where the names that the Java sources use come from."""


def _table(text: str) -> dict[str, str]:
    rows = (line.split(":", 1) for line in text.strip().splitlines())
    return {name: package.strip() for package, names in rows for name in names.split()}


JAVA_NAMES = _table("""
java.math: BigDecimal BigInteger RoundingMode MathContext
java.net: URI URISyntaxException URLDecoder URLEncoder
java.nio.charset: Charset StandardCharsets
java.nio.file: Files Path Paths
java.io: IOException Reader Writer StringReader StringWriter BufferedReader BufferedWriter UncheckedIOException InputStream OutputStream PrintWriter Serializable
java.security: MessageDigest NoSuchAlgorithmException SecureRandom
java.text: DecimalFormat NumberFormat
java.time: Clock DayOfWeek Duration Instant LocalDate LocalDateTime LocalTime Month MonthDay Period Year YearMonth ZoneId ZoneOffset ZonedDateTime
java.time.format: DateTimeFormatter DateTimeParseException
java.time.temporal: ChronoUnit TemporalAdjusters
java.util: ArrayDeque ArrayList Arrays BitSet Collection Collections Comparator Currency Deque EnumMap EnumSet HashMap HashSet HexFormat IdentityHashMap IntSummaryStatistics Iterator LinkedHashMap LinkedHashSet LinkedList List Locale Map NavigableMap NoSuchElementException Objects Optional OptionalDouble OptionalInt PriorityQueue Queue Random Set SortedMap StringJoiner StringTokenizer TreeMap TreeSet UUID
java.util.concurrent: Callable CompletableFuture ConcurrentHashMap ConcurrentMap CountDownLatch ExecutorService Executors ThreadLocalRandom TimeUnit
java.util.concurrent.atomic: AtomicInteger AtomicLong AtomicReference LongAdder
java.util.function: BiConsumer BiFunction BiPredicate BinaryOperator Consumer Function IntPredicate IntUnaryOperator IntFunction LongSupplier Predicate Supplier ToDoubleFunction ToIntFunction ToLongFunction UnaryOperator
java.util.regex: Matcher Pattern
java.util.stream: Collectors IntStream LongStream Stream DoubleStream
jakarta.persistence: CascadeType CollectionTable Column ElementCollection Embeddable Embedded Entity EntityManager EnumType Enumerated FetchType GeneratedValue GenerationType Id Index JoinColumn Lob LockModeType ManyToOne MappedSuperclass OneToMany OneToOne OrderBy PersistenceContext PrePersist PreUpdate Table UniqueConstraint Version
jakarta.validation: ConstraintViolationException Valid
jakarta.validation.constraints: DecimalMin Email Future FutureOrPresent Max Min NotBlank NotEmpty NotNull Past PastOrPresent Positive PositiveOrZero Size
jakarta.servlet.http: HttpServletRequest
org.slf4j: Logger LoggerFactory
org.junit.jupiter.api: AfterEach BeforeAll BeforeEach Disabled DisplayName Nested Test
org.junit.jupiter.api.extension: ExtendWith
org.junit.jupiter.params: ParameterizedTest
org.junit.jupiter.params.provider: CsvSource EnumSource ValueSource MethodSource Arguments
org.mockito: ArgumentCaptor Captor InjectMocks Mock Mockito
org.mockito.junit.jupiter: MockitoExtension
org.springframework.beans.factory.annotation: Autowired Qualifier Value
org.springframework.boot: SpringApplication
org.springframework.boot.autoconfigure: SpringBootApplication
org.springframework.boot.context.properties: ConfigurationProperties EnableConfigurationProperties
org.springframework.boot.test.autoconfigure.orm.jpa: DataJpaTest
org.springframework.boot.test.autoconfigure.web.servlet: WebMvcTest
org.springframework.boot.test.mock.mockito: MockBean
org.springframework.cache.annotation: CacheEvict Cacheable EnableCaching
org.springframework.context: ApplicationEventPublisher
org.springframework.context.annotation: Bean Configuration Profile
org.springframework.context.event: EventListener
org.springframework.core.annotation: Order
org.springframework.data.domain: Page PageImpl PageRequest Pageable Sort
org.springframework.data.jpa.repository: JpaRepository Lock Modifying Query
org.springframework.data.repository: CrudRepository
org.springframework.data.repository.query: Param
org.springframework.format.annotation: DateTimeFormat
org.springframework.http: HttpHeaders HttpStatus MediaType ResponseEntity
org.springframework.scheduling.annotation: Async EnableAsync EnableScheduling Scheduled
org.springframework.stereotype: Component Repository Service
org.springframework.test.web.servlet: MockMvc
org.springframework.test.web.servlet.setup: MockMvcBuilders
org.springframework.transaction.annotation: Propagation Transactional
org.springframework.transaction.event: TransactionPhase TransactionalEventListener
org.springframework.validation.annotation: Validated
org.springframework.web.bind: MethodArgumentNotValidException
org.springframework.web.bind.annotation: DeleteMapping ExceptionHandler GetMapping PatchMapping PathVariable PostMapping PutMapping RequestBody RequestHeader RequestMapping RequestMethod RequestParam ResponseBody ResponseStatus RestController RestControllerAdvice
org.springframework.web.servlet.support: ServletUriComponentsBuilder
org.springframework.web.util: UriComponentsBuilder
""")

STATIC_NAMES = _table("""
org.assertj.core.api.Assertions: assertThat assertThatThrownBy assertThatCode assertThatExceptionOfType within
org.junit.jupiter.api.Assertions: assertAll assertArrayEquals assertDoesNotThrow assertEquals assertFalse assertNotEquals assertNotNull assertNull assertSame assertThrows assertTrue
org.mockito.ArgumentMatchers: any anyInt anyList anyLong anyString argThat eq isNull
org.mockito.BDDMockito: given then willThrow
org.mockito.Mockito: doThrow mock never spy times verify verifyNoInteractions verifyNoMoreInteractions when
""")

MOCK_MVC_NAMES = _table("""
org.springframework.test.web.servlet.request.MockMvcRequestBuilders: delete get patch post put
org.springframework.test.web.servlet.result.MockMvcResultMatchers: content header jsonPath status
""")
