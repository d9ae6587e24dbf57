package dev.raquel.cdi.internal.handler;

import dev.raquel.JobRequest;
import dev.raquel.SubscribeOptions;
import dev.raquel.cdi.internal.settings.Settings;
import jakarta.enterprise.event.TransactionPhase;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What we tell whoever deploys a handler that cannot work: an id to search for, what is wrong and where, and what to
 * do.
 */
public final class HandlerMessages {

    private HandlerMessages() {}

    public static String notAJob(HandlerMethod handler) {
        String type = HandlerMethod.simpleName(handler.observer().getObservedType());
        return text(
                1,
                handler,
                "observes @Queue(\"" + handler.queueName() + "\") " + type + ", but a queue delivers jobs",
                remedyOf(type));
    }

    private static String remedyOf(String type) {
        return type.startsWith("List<")
                ? "Take a List<dev.raquel.Job<" + type.substring("List<".length(), type.length() - 1)
                        + ">> and get each payload by job.payload()"
                : "Take a dev.raquel.Job<" + type + "> and get the payload by job.payload()";
    }

    public static String badPerTransaction(HandlerMethod handler, int perTransaction) {
        return text(
                51,
                handler,
                "says perTransaction = " + perTransaction,
                "Give 1 to " + SubscribeOptions.MOST_PER_TRANSACTION + ", or leave it out");
    }

    public static String noTransactionToShare(HandlerMethod handler) {
        return text(
                52,
                handler,
                "says perTransaction, but is NON_TRANSACTIONAL and has no transaction to share",
                "Leave it out, or take a List<Job<..>> to get many jobs in one call");
    }

    public static String noQueue(HandlerMethod handler) {
        return text(2, handler, "takes a Job but names no queue", "Write @Observes @Queue(\"the queue\") before it");
    }

    public static String unknownPayloadType(HandlerMethod handler) {
        return text(
                3,
                handler,
                "does not say as what payloads are read: "
                        + HandlerMethod.simpleName(handler.observer().getObservedType()),
                "Name the type, for example Job<WelcomeEmail>, Job<Map<String, Object>>, or Job<String> for the raw text");
    }

    public static String async(HandlerMethod handler) {
        return text(
                4,
                handler,
                "uses @ObservesAsync",
                "Use @Observes; every job runs on a thread of its own already, apart from whoever enqueued it");
    }

    public static String phase(HandlerMethod handler, TransactionPhase phase) {
        return text(
                5,
                handler,
                "observes during = " + phase,
                "Leave 'during' out; a job is run after the commit that enqueued it, in a transaction of its own");
    }

    public static String reception(HandlerMethod handler) {
        return text(
                6,
                handler,
                "observes with notifyObserver = IF_EXISTS, so that jobs would be lost while the bean does not exist",
                "Leave 'notifyObserver' out");
    }

    public static String rivals(List<HandlerMethod> rivals) {
        return "RAQUEL-007: Queue \"" + rivals.get(0).queueName() + "\" has " + rivals.size() + " handlers: "
                + rivals.stream().map(HandlerMethod::where).collect(Collectors.joining(", "))
                + ". A queue has one handler. Give each its own queue, or remove all but one (an inherited observer"
                + " counts for each subclass that is a bean; an @Alternative leaves the observers of the bean that it"
                + " replaces alive, @Specializes does not).";
    }

    public static String scope(HandlerMethod handler, Class<? extends Annotation> scope) {
        return text(
                8,
                handler,
                "belongs to a @" + scope.getSimpleName() + " bean, and that scope is not active where jobs run",
                "Make the bean @ApplicationScoped, @RequestScoped (one instance for each job) or @Dependent");
    }

    public static String eventMetadata(HandlerMethod handler) {
        return text(
                9,
                handler,
                "asks for EventMetadata, but a job is not fired as an event",
                "Remove the parameter; job.info() tells about the job");
    }

    public static String badQueueName(HandlerMethod handler, String problem) {
        return text(
                10,
                handler,
                "names a queue whose name " + problem,
                "Give a name of 1 to " + JobRequest.MAX_QUEUE_LENGTH + " characters");
    }

    public static String badConcurrency(HandlerMethod handler, int concurrency) {
        return text(11, handler, "asks for concurrency = " + concurrency, "Give 1 to " + Settings.MOST_CONCURRENCY);
    }

    public static String leavesTransaction(HandlerMethod handler, String statement) {
        return text(
                12,
                handler,
                "is " + statement + ", so that what it writes would not commit together with the job",
                "Remove the annotation; a handler runs in a transaction already. Put what must commit on its own into"
                        + " a method of another bean, or say handling = NON_TRANSACTIONAL");
    }

    public static String needsTransaction(HandlerMethod handler, String statement) {
        return text(
                45,
                handler,
                "is " + statement + ", but handling = NON_TRANSACTIONAL gives it no transaction",
                "Move what needs a transaction into a @Transactional method of another bean, or leave 'handling' out for"
                        + " the job's transaction");
    }

    public static String hasTransaction(HandlerMethod handler, String statement) {
        return text(
                47,
                handler,
                "is " + statement + ", so that the container would begin a transaction around it, but handling ="
                        + " NON_TRANSACTIONAL promises none, and the job would succeed even if that were rolled back",
                "Move what needs a transaction into a @Transactional method of another bean, or leave 'handling' out for"
                        + " the job's transaction; an enterprise bean also needs @TransactionAttribute(NOT_SUPPORTED) or"
                        + " @TransactionManagement(BEAN)");
    }

    public static String runsElsewhere(HandlerMethod handler, String annotation) {
        return text(
                48,
                handler,
                "is @" + annotation
                        + ", so that its job would succeed before the work is done, even if that fails later",
                "Remove the annotation; every job runs on a thread of its own already");
    }

    public static String returnsFuture(HandlerMethod handler, Class<?> type) {
        return text(
                49,
                handler,
                "returns a " + type.getSimpleName()
                        + ", which nobody waits for: its job would succeed before the work is"
                        + " done, even if that fails later",
                "Wait within the method, for example by join(), and return nothing; every job runs on a thread of its own"
                        + " already");
    }

    public static String badMaxRunTime(HandlerMethod handler, String stated, String problem) {
        return text(
                46,
                handler,
                "says maxRunTime = \"" + stated + "\"",
                Character.toUpperCase(problem.charAt(0)) + problem.substring(1));
    }

    public static String inactiveScope(HandlerMethod handler, Class<? extends Annotation> scope) {
        return text(
                13,
                handler,
                "belongs to a @" + scope.getSimpleName() + " bean, and that scope is not active on this thread",
                "Make the bean @ApplicationScoped, @RequestScoped or @Dependent");
    }

    public static String badMaxRetries(HandlerMethod handler, int maxRetries) {
        return text(18, handler, "asks for maxRetries = " + maxRetries, "Give 0 or more, or leave it out for no limit");
    }

    public static String text(int id, HandlerMethod handler, String problem, String remedy) {
        return "RAQUEL-%03d: %s %s. %s.".formatted(id, handler.where(), problem, remedy);
    }
}
