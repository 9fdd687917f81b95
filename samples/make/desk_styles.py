"""How different people write the classes of the demo desk. `$` slots are filled by `samples.make.desk`."""

ENUMS = [
    """
/** Where $en stands. */
public enum $S {
    $statuses
}
""",
    """
/**
 * ${zh}的状态。
 */
public enum $S {

    $status_lines;

    private final String label;

    $S(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public boolean isFinal() {
        return this == $final;
    }
}
""",
    """
public enum $S {
    $statuses;

    /** Says whether the step is one that the desk knows. */
    public boolean canBecome($S next) {
        return switch (this) {
$cases
            default -> false;
        };
    }
}
""",
    """
/** ${zh}状态，初始为 $first。 */
public enum $S {
    $statuses;

    public static Optional<$S> parse(String text) {
        for ($S status : values()) {
            if (status.name().equalsIgnoreCase(text)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    public boolean isOpen() {
        return ordinal() < $final.ordinal();
    }
}
""",
]

ENTITIES = [
    """
/**
 * $en: what the desk knows about it.
 */
@Entity
@Table(name = "$table")
public class $E {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

$columns_jpa

    @Enumerated(EnumType.STRING)
    private $S status = $S.$first;

    protected $E() {
        // for JPA
    }

    public $E($parameters) {
$assigns
    }

$moves

$rules

%get
}
""",
    """
/**
 * $zh
 */
@Entity
@Table(name = "t_$table")
public class $E {

    /** 主键 */
    @Id
    @GeneratedValue(strategy = GenerationType.AUTO)
    private Long id;

$columns_zh

    /** 状态 */
    @Enumerated(EnumType.STRING)
    @Column(length = 20)
    private $S status = $S.$first;

    public $E() {
    }

    public $E($parameters) {
$assigns
    }

$moves

$rules

%getset
}
""",
    """
@Entity
public class $E {

    @Id
    @GeneratedValue
    private Long id;

$columns

    @Enumerated(EnumType.STRING)
    private $S status;

    @Version
    private long version;

    protected $E() {
    }

    public static $E of($parameters) {
        $E made = new $E();
$assigns_made
        made.status = $S.$first;
        return made;
    }

$rules

$moves

%get id $names_plain status

    @Override
    public String toString() {
        return "$E " + id + " (" + status + ")";
    }
}
""",
    """
/** $zh，一条记录对应台账中的一行。 */
@Entity
@Table(name = "${area}_$table")
public class $E {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private Long id;

$columns

    @Enumerated(EnumType.STRING)
    private $S status = $S.$first;

    private LocalDateTime changedAt;

    protected $E() {
    }

    public $E($parameters) {
$assigns
    }

    @PrePersist
    @PreUpdate
    void touch() {
        changedAt = LocalDateTime.now();
    }

$moves

$rules

%get

    @Override
    public boolean equals(Object other) {
        return other instanceof $E that && id != null && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(id);
    }
}
""",
]

REPOSITORIES = [
    """
public interface ${E}Repository extends JpaRepository<$E, Long> {

    Optional<$E> findBy$K(String $k);

    @Query("select $e from $E $e where $e.status = :status order by $e.$k")
    List<$E> findByStatus(@Param("status") $S status);

    @Query("select count($e) from $E $e where $e.status <> :status")
    long countOthers(@Param("status") $S status);
}
""",
    """
/**
 * $zh数据访问
 */
@Repository
public interface ${E}Repository extends JpaRepository<$E, Long> {

    Optional<$E> findBy$K(String $k);

    List<$E> findByStatusOrderBy${K}Desc($S status);

    @Query(value = "SELECT id, $kcol, $scol, status FROM t_$table WHERE status = ?1 LIMIT ?2", nativeQuery = true)
    List<Object[]> listBrief(String status, int limit);

    @Modifying
    @Query("UPDATE $E x SET x.status = ?2 WHERE x.id = ?1")
    int changeStatus(Long id, $S status);
}
""",
    """
public interface ${E}Repository extends JpaRepository<$E, Long> {

    Optional<$E> findBy$K(String $k);

    @Query(\"\"\"
            select x from $E x
            where lower(x.$k) like lower(concat(:prefix, '%'))
              and x.status in :statuses
            \"\"\")
    Page<$E> search(@Param("prefix") String prefix, @Param("statuses") Collection<$S> statuses, Pageable page);

    @Query("select x.status, count(x) from $E x group by x.status")
    List<Object[]> countByStatus();

    boolean existsBy$K(String $k);
}
""",
    """
/** Finds $es; nothing here changes more than one row at a time. */
public interface ${E}Repository extends JpaRepository<$E, Long> {

    Optional<$E> findBy$K(String $k);

    @Query("select max(x.$s) from $E x where x.status = ?1")
    Optional<$sbox> highest${Sx}($S status);

    @Query("select x.id from $E x where x.status = ?1 and x.changedAt < ?2")
    List<Long> findForgotten($S status, LocalDateTime before);
}
""",
]

SERVICES = [
    """
/**
 * Looks after $es.
 */
@Service
@Transactional
public class ${E}Service {

    private final ${E}Repository repository;

%ctor

    public $E register(${E}Form form) {
        $E $e = $from_form;
        if (repository.findBy$K($e.$getter()).isPresent()) {
            throw new RuleBroken("unique", $e.$getter());
        }
        return repository.save($e);
    }

    public $E require(Long id) {
        return repository.findById(id).orElseThrow(() -> new NotThere("$E", id));
    }

    public Page<$E> page(int page, int size) {
        return repository.findAll(PageRequest.of(page, size, Sort.by("$k")));
    }

    public void $verb(Long id) {
        require(id).$verb();
    }

$service_moves
}
""",
    """
/**
 * $zh服务
 */
@Service
public class ${E}Service {

    private static final int MAX_SIZE = $page;

    @Autowired
    private ${E}Repository repository;

    /**
     * 登记$zh，$kzh不能重复
     */
    @Transactional(rollbackFor = Exception.class)
    public $E register(${E}Form form) {
        $E $e = $from_form;
        repository.findBy$K($e.$getter()).ifPresent(known -> {
            throw new RuleBroken("$k", "$kzh已存在");
        });
        return repository.save($e);
    }

    public $E require(Long id) {
        Optional<$E> found = repository.findById(id);
        if (found.isEmpty()) {
            throw new NotThere("$zh", id);
        }
        return found.get();
    }

    /**
     * 分页查询，每页最多 $page 条
     */
    public Page<$E> page(int page, int size) {
        Pageable pageable = PageRequest.of(Math.max(0, page), Math.min(size, MAX_SIZE));
        return repository.findAll(pageable);
    }

    @Transactional(rollbackFor = Exception.class)
    public $E $verb(Long id) {
        $E $e = require(id);
        $e.$verb();
        return repository.save($e);
    }

$service_moves
}
""",
    """
@Service
public class ${E}Service {

    private static final Logger log = LoggerFactory.getLogger(${E}Service.class);

    private final ${E}Repository repository;
    private final DeskJournal journal;

%ctor

    @Transactional
    public $E register(${E}Form form) {
        $E saved = repository.save($from_form);
        journal.note("registered", saved.$getter());
        return saved;
    }

    @Transactional(readOnly = true)
    public $E require(Long id) {
        return repository.findById(id).orElseThrow(() -> new NotThere("$e", id));
    }

    @Transactional(readOnly = true)
    public Page<$E> page(int page, int size) {
        return repository.findAll(PageRequest.of(page, size));
    }

    @Transactional
    public void $verb(Long id) {
        $E $e = require(id);
        $e.$verb();
        journal.note("$verb", $e.$getter());
        log.debug("{} is now {}", id, $e.getStatus());
    }

$service_moves

    /** Keys of all $es by status, for the overview at the desk. */
    @Transactional(readOnly = true)
    public Map<$S, List<String>> overview() {
        return repository.findAll().stream()
                .collect(Collectors.groupingBy($E::getStatus, TreeMap::new, Collectors.mapping($E::$getter, Collectors.toList())));
    }
}
""",
]

CONTROLLERS = [
    """
/** HTTP access to $es. */
@RestController
@RequestMapping("/$es")
public class ${E}Controller {

    private final ${E}Service service;

%ctor

    @GetMapping("/{id}")
    public ${E}View show(@PathVariable Long id) {
        return ${E}View.of(service.require(id));
    }

    @GetMapping
    public List<${E}View> list(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "$page") int size) {
        return service.page(page, size).map(${E}View::of).getContent();
    }

    @PostMapping
    public ResponseEntity<${E}View> register(@Valid @RequestBody ${E}Form form) {
        $E saved = service.register(form);
        return ResponseEntity.created(URI.create("/$es/" + saved.getId())).body(${E}View.of(saved));
    }

    @PostMapping("/{id}/$path")
    public ResponseEntity<Void> $verb(@PathVariable Long id) {
        service.$verb(id);
        return ResponseEntity.noContent().build();
    }

$controller_moves
}
""",
    """
/**
 * $zh接口
 */
@RestController
@RequestMapping("/api/$es")
public class ${E}Controller {

    @Autowired
    private ${E}Service service;

    /**
     * 列表
     */
    @GetMapping
    public Page<${E}View> page(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return service.page(page, size).map(${E}View::of);
    }

    /**
     * 详情
     */
    @GetMapping("/{id}")
    public ${E}View detail(@PathVariable("id") Long id) {
        return ${E}View.of(service.require(id));
    }

    /**
     * 登记
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    public ${E}View register(@RequestBody @Valid ${E}Form form) {
        return ${E}View.of(service.register(form));
    }

    /**
     * 状态由 $from 变为 $to
     */
    @PutMapping("/{id}/$path")
    public void $verb(@PathVariable("id") Long id) {
        service.$verb(id);
    }

$controller_moves
}
""",
    """
@RestController
@Validated
public class ${E}Controller {

    private final ${E}Service service;

%ctor

    @GetMapping("/desk/$es/{id}")
    public ResponseEntity<${E}View> find(@PathVariable Long id) {
        try {
            return ResponseEntity.ok(${E}View.of(service.require(id)));
        } catch (NotThere e) {
            return ResponseEntity.notFound().build();
        }
    }

    @GetMapping("/desk/$es")
    public List<${E}View> firstPage(@RequestParam(required = false, defaultValue = "$page") @Max(100) int size) {
        return service.page(0, size).stream().map(${E}View::of).toList();
    }

    @PostMapping("/desk/$es")
    @ResponseStatus(HttpStatus.CREATED)
    public Map<String, Long> register(@Valid @RequestBody ${E}Form form) {
        return Map.of("id", service.register(form).getId());
    }

    @PatchMapping("/desk/$es/{id}/$path")
    @ResponseStatus(HttpStatus.ACCEPTED)
    public void $verb(@PathVariable Long id) {
        service.$verb(id);
    }
}
""",
]

DTOS = [
    """
/** What a visitor may see of $en. */
public record ${E}View(Long id, $record_fields, String status) {

    public static ${E}View of($E $e) {
        return new ${E}View($e.getId(), $record_getters, $e.getStatus().name());
    }
}
""",
    """
/**
 * $zh视图
 */
public class ${E}View {

    private Long id;

$columns

    private String status;

    public static ${E}View of($E $e) {
        ${E}View view = new ${E}View();
        view.id = $e.getId();
$view_copies
        view.status = $e.getStatus().name().toLowerCase();
        return view;
    }

%get
}
""",
    """
public final class ${E}View {

    private Long id;

$columns

    private boolean open;

    private ${E}View() {
    }

    public static ${E}View of($E $e) {
        return new Builder($e.getId())
$builder_calls
                .open($e.getStatus() != $S.$final)
                .build();
    }

%get

    /** Collects the parts of a view. */
    public static final class Builder {

        private final ${E}View view = new ${E}View();

        public Builder(Long id) {
            view.id = id;
        }

$builder

        public Builder open(boolean open) {
            view.open = open;
            return this;
        }

        public ${E}View build() {
            return view;
        }
    }
}
""",
    """
public record ${E}View(Long id, String $k, $S status, String link) {

    public ${E}View {
        Objects.requireNonNull(status, "status");
    }

    public static ${E}View of($E $e) {
        return new ${E}View($e.getId(), $e.$getter(), $e.getStatus(), "/$es/" + $e.getId());
    }

    public boolean finished() {
        return status == $S.$final;
    }
}
""",
]

FORMS = [
    """
/** Body of a request that registers $en. */
public class ${E}Form {

$constraints

%getset
}
""",
    """
/**
 * 登记${zh}的请求
 */
public record ${E}Form(
$record_constraints) {
}
""",
    """
public class ${E}Form {

$constraints

    public ${E}Form() {
    }

    public ${E}Form($parameters) {
$assigns
    }

%get
}
""",
    """
public record ${E}Form(
$record_constraints) {

    public static ${E}Form example() {
        return new ${E}Form($values);
    }
}
""",
]

TESTS = {
    "entity": [
        """
class ${E}Test {

    private final $E $e = $make;

    @Test
    void startsAs_$first() {
        assertEquals($S.$first, $e.getStatus());
    }

    @Test
    void ${verb}NeedsStatus_$from() {
        $e.$verb();

        assertEquals($S.$to, $e.getStatus());
        assertThrows(IllegalStateException.class, $e::$verb);
    }

$rule_tests
}
""",
        """
/**
 * $zh测试
 */
class ${E}Test {

    private $E $e;

    @BeforeEach
    void setUp() {
        $e = $make;
    }

    @Test
    void ${verb}之后状态改变() {
        assertTrue($e.$verb());
        assertEquals($S.$to, $e.getStatus());
    }

    @Test
    void 不能重复$verb() {
        $e.$verb();

        assertFalse($e.$verb());
    }

$rule_tests
}
""",
        """
class ${E}Test {

    private final $E $e = $make;

    @Test
    @DisplayName("keeps what it was made of")
    void keepsItsValues() {
        assertThat($e.$getter()).isEqualTo($kvalue);
        assertThat($e.$sgetter()).isEqualTo($svalue);
        assertThat($e.getId()).isNull();
    }

    @Test
    @DisplayName("$verb: from $from to $to")
    void $verb() {
        assertThat($e.$verb().getStatus()).isEqualTo($S.$to);
    }

$rule_tests
}
""",
        """
class ${E}Test {

    private $E $e = $make;

$rule_tests

    @Test
    void $verb() {
        $e.$verb();

        assertThat($e.getStatus()).isSameAs($S.$to);
    }

    @Test
    void secondTimeBreaksTheRule() {
        $e.$verb();

        assertThatThrownBy($e::$verb).isInstanceOf(RuleBroken.class).hasMessageContaining("$verb");
    }
}
""",
    ],
    "service": [
        """
@ExtendWith(MockitoExtension.class)
class ${E}ServiceTest {

    @Mock
    private ${E}Repository repository;

    @InjectMocks
    private ${E}Service service;

    @Test
    void unknownIdIsReported() {
        when(repository.findById(${id}L)).thenReturn(Optional.empty());

        assertThrows(NotThere.class, () -> service.require(${id}L));
    }

    @Test
    void ${verb}ChangesTheStatus() {
        $E $e = $make;
        when(repository.findById(${id}L)).thenReturn(Optional.of($e));

        service.$verb(${id}L);

        assertEquals($S.$to, $e.getStatus());
    }

    @Test
    void pagesAreSorted() {
        when(repository.findAll(any(Pageable.class))).thenReturn(Page.empty());

        assertThat(service.page(0, $n)).isEmpty();
    }
}
""",
        """
@ExtendWith(MockitoExtension.class)
class ${E}ServiceTest {

    @Mock
    private ${E}Repository repository;

    @InjectMocks
    private ${E}Service service;

    private final $E $e = $make;

    @Test
    void 查不到时抛出异常() {
        given(repository.findById(anyLong())).willReturn(Optional.empty());

        assertThatThrownBy(() -> service.require(${id}L)).isInstanceOf(NotThere.class).hasMessageContaining("$id");
    }

    @Test
    void ${verb}后保存() {
        given(repository.findById(${id}L)).willReturn(Optional.of($e));

        service.$verb(${id}L);

        verify(repository).save($e);
        assertThat($e.getStatus()).isEqualTo($S.$to);
    }

    @Test
    void 每页数量有上限() {
        service.page(0, 100_000);

        verify(repository).findAll(PageRequest.of(0, $page));
    }
}
""",
        """
class ${E}ServiceTest {

    private final ${E}Repository repository = mock(${E}Repository.class);
    private final DeskJournal journal = mock(DeskJournal.class);
    private final ${E}Service service = new ${E}Service(repository, journal);

    @Test
    void ${verb}IsNotedInTheJournal() {
        when(repository.findById(${id}L)).thenReturn(Optional.of($make));

        service.$verb(${id}L);

        verify(journal).note("$verb", $kvalue);
    }

    @Test
    void overviewGroupsByStatus() {
        when(repository.findAll()).thenReturn(List.of($make));

        assertThat(service.overview()).containsOnlyKeys($S.$first);
    }

    @Test
    void missing${E}IsAnError() {
        when(repository.findById(${id}L)).thenReturn(Optional.empty());

        assertThatThrownBy(() -> service.$verb(${id}L)).isInstanceOf(NotThere.class);
        verifyNoInteractions(journal);
    }
}
""",
    ],
    "controller": [
        """
@WebMvcTest(${E}Controller.class)
class ${E}ControllerTest {

    @Autowired
    private MockMvc mvc;

    @MockBean
    private ${E}Service service;

    @Test
    void showsOne() throws Exception {
        given(service.require(${id}L)).willReturn($make);

        mvc.perform(get("/$es/$id")).andExpect(status().isOk());
    }

    @Test
    void emptyBodyIsABadRequest() throws Exception {
        mvc.perform(post("/$es").contentType(MediaType.APPLICATION_JSON).content("{}"))
                .andExpect(status().isBadRequest());
    }

    @Test
    void ${verb}HasNoContent() throws Exception {
        mvc.perform(post("/$es/$id/$path")).andExpect(status().isNoContent());

        verify(service).$verb(${id}L);
    }
}
""",
        """
@ExtendWith(MockitoExtension.class)
class ${E}ControllerTest {

    @Mock
    private ${E}Service service;

    @InjectMocks
    private ${E}Controller controller;

    private MockMvc mockMvc;

    @BeforeEach
    void init() {
        mockMvc = MockMvcBuilders.standaloneSetup(controller).build();
    }

    @Test
    void 登记成功返回201() throws Exception {
        when(service.register(any(${E}Form.class))).thenReturn($make);

        mockMvc.perform(post("/api/$es")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{$json}"))
                .andExpect(status().isCreated());
    }

    @Test
    void $verb() throws Exception {
        mockMvc.perform(put("/api/$es/{id}/$path", $id)).andExpect(status().isOk());

        verify(service, times(1)).$verb(${id}L);
    }
}
""",
        """
@WebMvcTest(${E}Controller.class)
class ${E}ControllerTest {

    @Autowired
    MockMvc mvc;

    @MockBean
    ${E}Service service;

    @Test
    void missingOneIs404() throws Exception {
        when(service.require(${id}L)).thenThrow(new NotThere("$E", ${id}L));

        mvc.perform(get("/desk/$es/$id")).andExpect(status().isNotFound());
    }

    @Test
    void listHasOneElement() throws Exception {
        when(service.page(0, $page)).thenReturn(new PageImpl<>(List.of($make)));

        mvc.perform(get("/desk/$es"))
            .andExpect(status().isOk())
            .andExpect(jsonPath("$$.length()").value(1));
    }

    @Test
    void ${verb}IsAccepted() throws Exception {
        mvc.perform(patch("/desk/$es/$id/$path")).andExpect(status().isAccepted());
    }
}
""",
    ],
}
