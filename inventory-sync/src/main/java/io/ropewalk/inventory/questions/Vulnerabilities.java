package io.ropewalk.inventory.questions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is open to attack. */
public final class Vulnerabilities {
    private static final Comparator<CveCount> WORST_FIRST =
            Comparator.<CveCount>comparingInt(cve -> cve.exploited() ? 1 : 0)
                    .thenComparing(
                            CveCount::baseScore, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparingLong(CveCount::findings)
                    .reversed()
                    .thenComparing(CveCount::cve, Comparator.nullsLast(Comparator.naturalOrder()));

    private final EstateGraph graph;

    public Vulnerabilities(EstateGraph graph) {
        this.graph = graph;
    }

    /**
     * The tenant's open findings in numbers.
     *
     * @param top how many CVEs and hosts to name
     */
    public VulnerabilitySummary summary(String tenant, int top) {
        Tally tally = new Tally();
        graph.openCves(tenant, tally::add);
        List<HostFindings> hosts =
                tally.urgentCves.isEmpty()
                        ? List.of()
                        : graph.hostsWithMost(tenant, tally.urgentCves, top);
        return tally.summary(top, hosts);
    }

    /** Adds up; what it keeps grows with the number of CVEs, not of findings. */
    private static final class Tally {
        private final Map<Optional<String>, Long> severities = new HashMap<>();
        private final Map<Optional<String>, Long> ratings = new HashMap<>();
        private final Map<Optional<String>, Long> statuses = new HashMap<>();
        private final List<CveCount> cves = new ArrayList<>();
        private final List<String> urgentCves = new ArrayList<>();
        private long open;
        private long exploited;
        private long cisaKev;
        private long urgent;

        void add(CveCount count) {
            cves.add(count);
            open += count.findings();
            exploited += count.exploited() ? count.findings() : 0;
            cisaKev += count.cisaKev() ? count.findings() : 0;
            if (count.urgent()) {
                urgent += count.findings();
                urgentCves.add(count.cve());
            }
            add(severities, count.severity(), count.findings());
            add(ratings, count.exprtRating(), count.findings());
            Long status = count.exploitStatus();
            add(statuses, status == null ? null : status.toString(), count.findings());
        }

        private static void add(Map<Optional<String>, Long> sums, String value, long findings) {
            sums.merge(Optional.ofNullable(value), findings, Long::sum);
        }

        VulnerabilitySummary summary(int top, List<HostFindings> hosts) {
            return new VulnerabilitySummary(
                    open,
                    exploited,
                    cisaKev,
                    urgent,
                    mostFirst(severities),
                    mostFirst(ratings),
                    mostFirst(statuses),
                    cves.stream().sorted(WORST_FIRST).limit(top).toList(),
                    hosts);
        }

        private static List<Counted> mostFirst(Map<Optional<String>, Long> sums) {
            return sums.entrySet().stream()
                    .map(sum -> new Counted(sum.getKey().orElse(null), sum.getValue()))
                    .sorted(
                            Comparator.comparingLong(Counted::count)
                                    .reversed()
                                    .thenComparing(
                                            Counted::value,
                                            Comparator.nullsLast(Comparator.naturalOrder())))
                    .toList();
        }
    }
}
