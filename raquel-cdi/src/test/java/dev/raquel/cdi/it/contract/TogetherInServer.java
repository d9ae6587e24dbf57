package dev.raquel.cdi.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.cdi.it.application.Accounts;
import dev.raquel.cdi.it.application.Scripts;
import dev.raquel.cdi.it.application.Together;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.junit.jupiter.api.Test;

/** Jobs that share a transaction, and lists of jobs. */
interface TogetherInServer extends InServer {

    @Test
    default void manyShareATransaction() {
        List<String> names = names();
        List<Object> transactions = new CopyOnWriteArrayList<>();

        List<JobInfo> jobs = attemptTogether(Together.EACH, names, name -> {
            transactions.add(transactionKey());
            bean(Accounts.class).open(name);
        });

        assertThat(jobs).extracting(JobInfo::status).containsOnly(JobStatus.SUCCESS);
        assertThat(transactions).hasSize(Together.FEW).containsOnly(transactions.get(0));
        assertThat(names).allMatch(this::isOpen);
    }

    @Test
    default void oneOfThemThatFailsIsTheOnlyOneThatDoes() {
        oneThatFails(Together.EACH);
    }

    @Test
    default void aListIsHandledInOneTransaction() {
        List<String> names = names();
        List<Object> transactions = new CopyOnWriteArrayList<>();

        List<JobInfo> jobs = attemptTogether(Together.LISTS, names, name -> {
            transactions.add(transactionKey());
            bean(Accounts.class).open(name);
        });

        assertThat(jobs).extracting(JobInfo::status).containsOnly(JobStatus.SUCCESS);
        assertThat(jobs).extracting(bean(Together.class)::longestListWith).containsOnly(Together.FEW);
        assertThat(transactions).hasSize(Together.FEW).containsOnly(transactions.get(0));
        assertThat(names).allMatch(this::isOpen);
    }

    @Test
    default void ofAListOnlyTheBadJobFails() {
        oneThatFails(Together.LISTS);
    }

    @Test
    default void aListWithoutATransaction() {
        List<Integer> statuses = new CopyOnWriteArrayList<>();

        List<JobInfo> jobs =
                attemptTogether(Together.LISTS_OUTSIDE, names(), name -> statuses.add(transactionStatus()));

        assertThat(jobs).extracting(JobInfo::status).containsOnly(JobStatus.SUCCESS);
        assertThat(jobs).extracting(bean(Together.class)::longestListWith).containsOnly(Together.FEW);
        assertThat(statuses).containsOnly(Status.STATUS_NO_TRANSACTION);
    }

    private void oneThatFails(String queue) {
        List<String> names = names();
        String bad = names.get(2);

        List<JobInfo> jobs = attemptTogether(queue, names, name -> {
            bean(Accounts.class).open(name);
            if (name.equals(bad)) {
                throw new IllegalStateException("no paper");
            }
        });

        assertThat(jobs)
                .extracting(JobInfo::status)
                .containsExactly(
                        JobStatus.SUCCESS,
                        JobStatus.SUCCESS,
                        JobStatus.EXHAUSTED,
                        JobStatus.SUCCESS,
                        JobStatus.SUCCESS);
        assertThat(jobs).extracting(JobInfo::attempts).containsOnly(1);
        assertThat(jobs.get(2).error()).contains("no paper");
        assertThat(names).filteredOn(this::isOpen).hasSize(Together.FEW - 1).doesNotContain(bad);
    }

    private List<String> names() {
        return Stream.generate(this::unique).limit(Together.FEW).toList();
    }

    /** What is done with a name. */
    interface Deed {
        void on(String name) throws Exception;
    }

    /** What became of jobs that are there at once, one for each name. */
    private List<JobInfo> attemptTogether(String queue, List<String> names, Deed deed) {
        List<String> payloads = IntStream.range(0, names.size())
                .mapToObj(i -> Scripts.payload(job -> deed.on(names.get(i))))
                .toList();
        List<JobInfo> jobs = bean(Together.class).enqueue(queue, payloads);
        eventually(() -> jobs.stream().allMatch(job -> read(job).attempts() > 0));
        return jobs.stream().map(this::read).toList();
    }

    private static Object transactionKey() throws NamingException {
        return ((TransactionSynchronizationRegistry)
                        new InitialContext().lookup("java:comp/TransactionSynchronizationRegistry"))
                .getTransactionKey();
    }
}
