package dev.raquel.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many claims that are given back together. */
interface UnclaimContract {

    long DUE_BY = 1_000_000;

    StoreFixture s();

    private void insert(int jobs, String columns, String values) {
        for (int i = 0; i < jobs; i++) {
            s().database.execute("insert into jobs (queue, scheduled_at" + columns + ") values ('q', 1" + values + ")");
        }
    }

    private List<ClaimedJob> claim(int limit) {
        return s().claims().claim("q", limit, List.of(), DUE_BY).claims();
    }

    private JobState read(UUID id) {
        return s().transactions.inNew(() -> s().store().find(id)).orElseThrow();
    }

    @Test
    default void eachIsAsIfItHadNeverBeenClaimed() {
        insert(3, "", "");
        insert(2, ", status, attempts, failures, finished_at, error", ", 'failed', 3, 2, 17, 'broken'");
        List<ClaimedJob> claims =
                Stream.concat(claim(3).stream(), claim(2).stream()).toList();
        assertThat(claims).hasSize(5);
        s().database.execute("update jobs set claimed_at = claimed_at + 5000"); // a renewal

        assertThat(s().claims().unclaim(claims)).isEmpty();

        assertThat(claims)
                .allSatisfy(claim ->
                        assertThat(read(claim.id())).isEqualTo(claim.job().after(Lifecycle.unclaim(claim.job()))));
    }

    @Test
    default void thoseThatWereLostStayAsTheyAre() {
        insert(3, "", "");
        List<ClaimedJob> claims = claim(3);
        s().transactions
                .inNew(() -> s().store()
                        .settle(claims.get(0), Lifecycle.unclaim(claims.get(0).job())));
        ClaimedJob others = claim(1).get(0);

        assertThat(s().claims().unclaim(claims)).isEmpty();

        assertThat(read(others.id()).claimedBy()).isEqualTo(others.token());
        assertThat(claim(3)).hasSize(2);
    }

    @Test
    default void oneThatIsGoneIsNotWaitedFor() {
        insert(2, "", "");
        List<ClaimedJob> claims = claim(2);
        s().database.execute("delete from jobs");
        insert(1, "", "");

        assertThat(s().claims().unclaim(claims)).isEmpty();

        assertThat(claim(3)).hasSize(1);
    }

    /** Whoever holds it may hold it for long, and there is more to do than to wait. */
    @Test
    default void oneThatSomebodyHasLockedIsLeftOut() {
        insert(3, "", "");
        List<ClaimedJob> claims = claim(3);
        UUID locked = claims.get(1).id();

        s().transactions.inNew(() -> {
            assertThat(s().store().lock(claims.get(1))).isTrue();
            assertThat(s().claims().unclaim(claims)).containsExactly(locked);
            return null;
        });

        assertThat(read(locked).claimedBy()).isNotNull();
        assertThat(claim(3)).hasSize(2);
        assertThat(s().claims().unclaim(claims)).isEmpty();
        assertThat(claim(3)).extracting(ClaimedJob::id).containsExactly(locked);
    }
}
