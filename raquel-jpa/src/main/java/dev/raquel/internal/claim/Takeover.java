package dev.raquel.internal.claim;

import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.store.Lease;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One walk over the claims that have run out, a page at a time, each in transactions of its own. See {@link
 * Leases#reclaim}. For one thread at a time.
 */
public final class Takeover {

    private final Leases leases;
    private final long before;
    private final Deque<LostSearch> searches = new ArrayDeque<>();
    private @Nullable Lease after;

    Takeover(Leases leases, long before, List<String> queues, int pageSize) {
        this.leases = leases;
        this.before = before;
        searches.add(new LostSearch(null, queues, pageSize));
        searches.add(new LostSearch(before, queues, pageSize));
    }

    /** Whether nothing is left to look at. */
    public boolean isOver() {
        return searches.isEmpty();
    }

    /** Takes over the next page; if that fails, it is passed over. Returns those jobs as they are now. */
    public List<JobState> next() {
        LostSearch search = searches.element();
        List<Lease> page = leases.page(search, after);
        boolean last = page.size() < search.pageSize();
        if (last) {
            searches.remove();
        }
        after = last ? null : page.get(page.size() - 1);
        return page.isEmpty() ? List.of() : leases.reclaim(page, before);
    }
}
