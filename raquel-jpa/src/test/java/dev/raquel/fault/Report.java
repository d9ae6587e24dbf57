package dev.raquel.fault;

import dev.raquel.fault.kind.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of one round, or of several.
 *
 * @param rounds how many
 * @param strikes what each fault that struck has done
 * @param jobs how many jobs there were
 * @param succeeded how many of them succeeded
 * @param retried how many failures were counted
 * @param kills how many nodes were killed
 * @param nodes how many were started
 * @param findings what is wrong
 */
record Report(
        int rounds,
        Map<String, Strikes> strikes,
        long jobs,
        long succeeded,
        long retried,
        int kills,
        int nodes,
        List<String> findings) {

    static Report of(Map<String, Strikes> strikes, Nodes nodes, Tables tables, List<String> findings) {
        long jobs = tables.jobs().size();
        long failures = tables.jobs().values().stream()
                .flatMap(List::stream)
                .mapToLong(Row::failures)
                .sum();
        return new Report(
                1, strikes, jobs, tables.count("success"), failures, nodes.kills(), nodes.started(), findings);
    }

    /** Both together. */
    Report and(Report other) {
        Map<String, Strikes> all = new TreeMap<>(strikes);
        other.strikes.forEach((fault, done) -> all.merge(fault, done, Strikes::and));
        List<String> both = new ArrayList<>(findings);
        both.addAll(other.findings);
        return new Report(
                rounds + other.rounds,
                all,
                jobs + other.jobs,
                succeeded + other.succeeded,
                retried + other.retried,
                kills + other.kills,
                nodes + other.nodes,
                both);
    }

    /** As a table in Markdown, for a terminal as well. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("rounds ").append(rounds).append(", jobs ").append(jobs);
        text.append(", of these succeeded ").append(succeeded).append(", failures retried or given up ");
        text.append(retried).append(", nodes started ").append(nodes);
        text.append(", of these killed ").append(kills).append("\n\n| fault | times | struck |\n|---|---|---|\n");
        new TreeMap<>(strikes)
                .forEach((fault, done) ->
                        text.append("| " + fault + " | " + done.times() + " | ").append(done.struck() + " |\n"));
        text.append("\nfound: ").append(findings.isEmpty() ? "nothing" : findings.size() + " defects\n");
        findings.forEach(finding -> text.append("- ").append(finding).append('\n'));
        return text.append('\n').toString();
    }
}
