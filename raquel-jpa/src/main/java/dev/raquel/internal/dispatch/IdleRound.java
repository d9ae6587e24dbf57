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
 * Asks the database one question for all idle queues of a node, whichever of its dispatchers handles them: so many idle
 * queues cost no more than one does. Safe for use by many threads.
 */
public final class IdleRound {

    private final Claims claims;
    private final InstantSource clock;
    private final List<Member> members = new CopyOnWriteArrayList<>();

    /** A dispatcher's claim loop, which has queues. Safe for use by many threads. */
    interface Member {

        /** The lanes that have no reason to be looked at but their poll; none while the member may not claim. */
        List<QueueLane> idle(Now now);

        /**
         * Tells what the database answered.
         *
         * @param asked the lanes of all members that it was asked for
         * @param due the queues among them that have jobs that are due
         */
        void told(Collection<QueueLane> asked, Set<String> due);
    }

    /** A round for the dispatchers of a node. */
    public IdleRound(Claims claims, InstantSource clock) {
        this.claims = claims;
        this.clock = clock;
    }

    /** From now on the queues of this member are asked for when any member asks. */
    void join(Member member) {
        members.add(member);
    }

    /** From now on the queues of this member are not asked for any more. */
    void leave(Member member) {
        members.remove(member);
    }

    /**
     * Asks the database for the idle queues of all members, if a poll of this member is due and more than one queue is
     * idle. All members are told the answer: a queue that has nothing is spared its claim. Returns whether the database
     * was asked.
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
