package dev.raquel.fault.kind;

import dev.raquel.fault.node.WrongClock;
import dev.raquel.fault.site.PostgresSite;
import dev.raquel.fault.site.Site;
import dev.raquel.fault.wire.CommitCut;
import java.util.ArrayList;
import java.util.List;

/** All kinds of faults. */
public final class Faults {

    private Faults() {}

    /** Those that can happen to this database and its nodes on this machine, always in the same order. */
    public static List<Fault> at(Site site) {
        List<Fault> all = new ArrayList<>(List.of(
                new Killed(),
                new Terminated(),
                new Frozen(),
                new ConnectionsCut(),
                new CommitsCut(CommitCut.BEFORE),
                new CommitsCut(CommitCut.MEANWHILE),
                new CommitsCut(CommitCut.AFTER),
                new CableOut(),
                new EnqueuerCut(),
                new StatementsFail(),
                new PoolFull(),
                new RowsLocked(),
                new UnreadableRows()));
        if (WrongClock.isPossible()) {
            all.add(new ClockJumps());
        }
        if (site instanceof PostgresSite) {
            all.add(new SettlesConflict());
            all.add(new DatabaseStopped(PostgresSite.Stop.FAST));
            all.add(new DatabaseStopped(PostgresSite.Stop.IMMEDIATE));
        }
        return List.copyOf(all);
    }
}
