"""Small rules that the things of the demo desk share by the type of their fields, each with its test."""

from typing import NamedTuple


class Rule(NamedTuple):
    """A member of an entity, and the test of it."""

    name: str
    java: str
    test: str


STRING = [
    Rule("short", """
    public String short$F(int max) {
        if ($f.length() <= max) {
            return $f;
        }
        return $f.substring(0, max - 1) + "…";
    }
""", """
    @Test
    void short${F}KeepsWhatFits() {
        assertEquals($value, $e.short$F(80));
        assertEquals(2, $e.short$F(2).length());
    }
"""),
    Rule("matches", """
    /** Ignores case and blanks around the query. */
    public boolean matches$F(String query) {
        String wanted = query.strip().toLowerCase(Locale.ROOT);
        return !wanted.isEmpty() && $f.toLowerCase(Locale.ROOT).contains(wanted);
    }
""", """
    @Test
    void ${f}MatchesWithoutCase() {
        assertTrue($e.matches$F("  " + $value.toUpperCase(Locale.ROOT)));
        assertFalse($e.matches$F(" "));
    }
"""),
    Rule("initial", """
    /** $zh的首字，用于排序索引。 */
    public char ${f}Initial() {
        for (char c : $f.toCharArray()) {
            if (Character.isLetter(c)) {
                return Character.toUpperCase(c);
            }
        }
        return '#';
    }
""", """
    @Test
    void ${f}InitialIsALetterInUpperCase() {
        char initial = $e.${f}Initial();

        assertTrue(Character.isLetter(initial));
        assertEquals(Character.toUpperCase(initial), initial);
    }
"""),
    Rule("change", """
    public void change$F(String $f) {
        if ($f == null || $f.isBlank()) {
            throw new IllegalArgumentException("$f must not be blank");
        }
        this.$f = $f.strip();
    }
""", """
    @Test
    void blank${F}IsRefused() {
        assertThrows(IllegalArgumentException.class, () -> $e.change$F(" "));

        $e.change$F(" new value ");
        assertEquals("new value", $e.get$F());
    }
"""),
    Rule("slug", """
    public String ${f}Slug() {
        String slug = $f.strip().toLowerCase(Locale.ROOT).replaceAll("\\\\s+", "-");
        return slug.isEmpty() ? "none" : slug;
    }
""", """
    @Test
    void slugOf${F}HasNoBlank() {
        assertThat($e.${f}Slug()).doesNotContain(" ").isNotEmpty();
    }
"""),
    Rule("before", """
    /** 按$zh排序，空值排在最后。 */
    public boolean comesBefore($E other) {
        if (other.$f == null) {
            return true;
        }
        return $f.compareToIgnoreCase(other.$f) < 0;
    }
""", """
    @Test
    void nothingComesBeforeItself() {
        assertFalse($e.comesBefore($e));
    }
"""),
    Rule("words", """
    public int ${f}Words() {
        StringTokenizer words = new StringTokenizer($f);
        return words.countTokens();
    }
""", """
    @Test
    void ${f}HasAtLeastOneWord() {
        assertThat($e.${f}Words()).isBetween(1, 3);
    }
"""),
]

INT = [
    Rule("add", """
    public int add$F(int more) {
        if (more < 0) {
            throw new IllegalArgumentException("more must not be negative: " + more);
        }
        $f += more;
        return $f;
    }
""", """
    @Test
    void ${f}Grows() {
        int before = $e.get$F();

        assertEquals(before + 3, $e.add$F(3));
        assertThrows(IllegalArgumentException.class, () -> $e.add$F(-1));
    }
"""),
    Rule("percent", """
    public int ${f}PercentOf(int total) {
        if (total == 0) {
            return 0;
        }
        return Math.round(100f * $f / total);
    }
""", """
    @Test
    void ${f}PercentOfNothingIsZero() {
        assertEquals(0, $e.${f}PercentOf(0));
        assertEquals(100, $e.${f}PercentOf($value));
    }
"""),
    Rule("take", """
    /**
     * 取走若干，数量不足时抛出异常。
     */
    public void take$F(int wanted) {
        if (wanted > $f) {
            throw new IllegalStateException("只剩 " + $f + "，需要 " + wanted);
        }
        this.$f = this.$f - wanted;
    }
""", """
    @Test
    void cannotTakeMore${F}ThanThereIs() {
        $e.take$F($value);

        assertEquals(0, $e.get$F());
        assertThatThrownBy(() -> $e.take$F(1)).isInstanceOf(IllegalStateException.class);
    }
"""),
    Rule("left", """
    public int ${f}Left(int used) {
        return Math.max(0, $f - used);
    }
""", """
    @Test
    void ${f}LeftIsNeverNegative() {
        assertEquals(0, $e.${f}Left($value + 1));
        assertEquals($value, $e.${f}Left(0));
    }
"""),
    Rule("level", """
    public String ${f}Level() {
        if ($f < $n) {
            return "low";
        }
        return $f < 3 * $n ? "medium" : "high";
    }
""", """
    @Test
    void ${f}LevelIsMediumAtTheThreshold() {
        assertEquals("medium", $e.${f}Level());
    }
"""),
    Rule("split", """
    /** Splits into parts that differ by one at most. */
    public List<Integer> split$F(int parts) {
        List<Integer> shares = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            shares.add($f / parts + (i < $f % parts ? 1 : 0));
        }
        return shares;
    }
""", """
    @Test
    void splitting${F}LosesNothing() {
        int sum = $e.split$F(3).stream().mapToInt(Integer::intValue).sum();

        assertEquals($e.get$F(), sum);
    }
"""),
    Rule("between", """
    public boolean is${F}Between(int low, int high) {
        return low <= $f && $f <= high;
    }
""", """
    @Test
    void boundsOf${F}AreIncluded() {
        assertTrue($e.is${F}Between($value, $value));
        assertFalse($e.is${F}Between($value + 1, $value + 2));
    }
"""),
]

MONEY = [
    Rule("total", """
    public BigDecimal total$F(int times) {
        return $f.multiply(BigDecimal.valueOf(times));
    }
""", """
    @Test
    void total${F}OfZeroTimesIsZero() {
        assertEquals(0, $e.total$F(0).signum());
        assertEquals($value, $e.total$F(1));
    }
"""),
    Rule("discounted", """
    public BigDecimal discounted$F(int percent) {
        BigDecimal factor = BigDecimal.valueOf(100L - percent, 2);
        return $f.multiply(factor).setScale(2, RoundingMode.HALF_UP);
    }
""", """
    @Test
    void fullDiscountLeavesNothing() {
        assertThat($e.discounted$F(100)).isEqualByComparingTo("0");
        assertThat($e.discounted$F(0)).isEqualByComparingTo($value);
    }
"""),
    Rule("above", """
    public boolean is${F}Above(BigDecimal limit) {
        return $f.compareTo(limit) > 0;
    }
""", """
    @Test
    void ${f}IsNotAboveItself() {
        assertFalse($e.is${F}Above($e.get$F()));
        assertTrue($e.is${F}Above(BigDecimal.ONE));
    }
"""),
    Rule("share", """
    /** $zh平均分摊，除不尽时向上取整到分。 */
    public BigDecimal share$F(int people) {
        return $f.divide(BigDecimal.valueOf(people), 2, RoundingMode.UP);
    }
""", """
    @Test
    void sharesCoverThe$F() {
        BigDecimal paid = $e.share$F(7).multiply(BigDecimal.valueOf(7));

        assertThat(paid).isGreaterThanOrEqualTo($e.get$F());
    }
"""),
    Rule("late", """
    public BigDecimal ${f}AfterDelay(int days) {
        BigDecimal daily = new BigDecimal("0.20");
        BigDecimal surcharge = daily.multiply(BigDecimal.valueOf(Math.max(0, days)));
        return $f.add(surcharge.min(BigDecimal.TEN));
    }
""", """
    @Test
    void delayCostsTenAtMost() {
        assertEquals($e.get$F().add(BigDecimal.TEN), $e.${f}AfterDelay(900));
    }
"""),
    Rule("text", """
    public String ${f}Text() {
        DecimalFormat format = new DecimalFormat("#,##0.00");
        return format.format($f);
    }
""", """
    @Test
    void ${f}TextHasTwoDecimals() {
        assertThat($e.${f}Text()).endsWith(".50");
    }
"""),
]

DATE = [
    Rule("passed", """
    public boolean is${F}Passed(LocalDate today) {
        return $f != null && $f.isBefore(today);
    }
""", """
    @Test
    void ${f}IsPassedOnTheNextDay() {
        assertFalse($e.is${F}Passed($value));
        assertTrue($e.is${F}Passed($value.plusDays(1)));
    }
"""),
    Rule("days", """
    public long daysUntil$F(LocalDate today) {
        return Math.max(0, ChronoUnit.DAYS.between(today, $f));
    }
""", """
    @Test
    void daysUntil${F}StopAtZero() {
        assertEquals(4, $e.daysUntil$F($value.minusDays(4)));
        assertEquals(0, $e.daysUntil$F($value.plusDays(4)));
    }
"""),
    Rule("postpone", """
    /** 顺延$zh，每次最多 $n 天。 */
    public void postpone$F(int days) {
        if (days < 1 || days > $n) {
            throw new IllegalArgumentException("days: " + days);
        }
        $f = $f.plusDays(days);
    }
""", """
    @Test
    void ${f}IsPostponedByAFewDays() {
        $e.postpone$F(2);

        assertEquals($value.plusDays(2), $e.get$F());
        assertThrows(IllegalArgumentException.class, () -> $e.postpone$F(0));
    }
"""),
    Rule("weekend", """
    public boolean is${F}OnWeekend() {
        DayOfWeek day = $f.getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }
""", """
    @Test
    void weekendIsKnownFromTheDate() {
        boolean weekend = $value.getDayOfWeek().getValue() > 5;

        assertEquals(weekend, $e.is${F}OnWeekend());
    }
"""),
    Rule("yearly", """
    public LocalDate next${F}After(LocalDate today) {
        LocalDate candidate = $f.withYear(today.getYear());
        return candidate.isAfter(today) ? candidate : candidate.plusYears(1);
    }
""", """
    @Test
    void next${F}LiesInTheFuture() {
        LocalDate today = LocalDate.of(2025, 6, 30);

        assertTrue($e.next${F}After(today).isAfter(today));
    }
"""),
    Rule("quarter", """
    public int ${f}Quarter() {
        return ($f.getMonthValue() - 1) / 3 + 1;
    }
""", """
    @Test
    void quarterOf${F}IsOneToFour() {
        assertThat($e.${f}Quarter()).isBetween(1, 4);
    }
"""),
    Rule("within", """
    public boolean is${F}Within(LocalDate from, LocalDate to) {
        return !$f.isBefore(from) && !$f.isAfter(to);
    }
""", """
    @Test
    void bothEndsCount() {
        LocalDate day = $e.get$F();

        assertTrue($e.is${F}Within(day, day));
        assertFalse($e.is${F}Within(day.plusDays(1), day.plusDays(2)));
    }
"""),
]

FLAG = [
    Rule("toggle", """
    public boolean toggle$F() {
        $f = !$f;
        return $f;
    }
""", """
    @Test
    void togglingTwiceChangesNothing() {
        assertFalse($e.toggle$F());
        assertTrue($e.toggle$F());
    }
"""),
    Rule("need", """
    public void require$F() {
        if (!$f) {
            throw new IllegalStateException("$f is required");
        }
    }
""", """
    @Test
    void ${f}IsGiven() {
        assertDoesNotThrow($e::require$F);
    }
"""),
]

RULES = {"String": STRING, "int": INT, "BigDecimal": MONEY, "LocalDate": DATE, "boolean": FLAG}
