package dev.raquel.internal.dispatch;

import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.lane.Now;
import dev.raquel.internal.lane.QueueLane;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One question for all queues of a node that are idle, whichever of its dispatchers handles them: so they cost no more than one
 * does. Safe for use by many threads.
 */
public final class IdleRound {

    private final Claims claims;
    private final InstantSource clock;
    private final List<Member> members = new CopyOnWriteArrayList<>();

    /** Who has queues. Safe for use by many threads. */
    interface Member {

        /** Those that are only polled now, if any may be claimed from. */
        List<QueueLane> idle(Now now);

        /** The database was asked for these, not all of which are this one's, and these queues have jobs. */
        void told(Collection<QueueLane> asked, Set<String> due);
    }

    /** For the dispatchers of a node. */
    public IdleRound(Claims claims, InstantSource clock) {
        this.claims = claims;
        this.clock = clock;
    }

    /** From now on others may ask for its queues, too. */
    void join(Member member) {
        members.add(member);
    }

    /** The opposite. */
    void leave(Member member) {
        members.remove(member);
    }

    /**
     * Asks if one of this one's queues is to be looked at, and is not the only one that is idle. Those that have nothing need
     * not be asked for jobs then. Says whether it has asked.
     */
    boolean ask(Member asking) {
        Now now = Now.of(clock);
        if (asking.idle(now).stream().noneMatch(lane -> lane.pollIsDue(now))) {
            return false;
        }
        List<QueueLane> idle = new ArrayList<>();
        members.forEach(member -> idle.addAll(member.idle(now)));
        if (idle.size() > 1) {
            Set<String> due =
                    claims.due(idle.stream().map(lane -> lane.handler().queue()).toList(), now.millis());
            members.forEach(member -> member.told(idle, due));
        }
        return idle.size() > 1;
    }
}
