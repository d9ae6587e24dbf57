package dev.raquel.cdi.internal;

import dev.raquel.JobRequest;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional.TxType;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Collectors;

/** What we tell whoever deploys: an id to search for, what is wrong and where, and what to do. */
final class Messages {

    private Messages() {}

    static String notAJob(HandlerMethod handler) {
        String type = HandlerMethod.simpleName(handler.observer().getObservedType());
        return text(
                1,
                handler,
                "observes @Queue(\"" + handler.queueName() + "\") " + type + ", but a queue delivers jobs",
                "Take a dev.raquel.Job<" + type + "> and get the payload by job.payload()");
    }

    static String noQueue(HandlerMethod handler) {
        return text(2, handler, "takes a Job but names no queue", "Write @Observes @Queue(\"the queue\") before it");
    }

    static String unknownPayloadType(HandlerMethod handler) {
        return text(
                3,
                handler,
                "does not say as what payloads are read: "
                        + HandlerMethod.simpleName(handler.observer().getObservedType()),
                "Name the type, for example Job<WelcomeEmail>, Job<Map<String, Object>>, or Job<String> for the raw text");
    }

    static String async(HandlerMethod handler) {
        return text(
                4,
                handler,
                "uses @ObservesAsync",
                "Use @Observes; every job runs on a thread of its own already, apart from whoever enqueued it");
    }

    static String phase(HandlerMethod handler, TransactionPhase phase) {
        return text(
                5,
                handler,
                "observes during = " + phase,
                "Leave 'during' out; a job is run after the commit that enqueued it, in a transaction of its own");
    }

    static String reception(HandlerMethod handler) {
        return text(
                6,
                handler,
                "observes with notifyObserver = IF_EXISTS, so that jobs would be lost while the bean does not exist",
                "Leave 'notifyObserver' out");
    }

    static String rivals(List<HandlerMethod> rivals) {
        return "RAQUEL-007: Queue \"" + rivals.get(0).queueName() + "\" has " + rivals.size() + " handlers: "
                + rivals.stream().map(HandlerMethod::where).collect(Collectors.joining(", "))
                + ". A queue has one handler. Give each its own queue, or remove all but one (an inherited observer"
                + " counts for each subclass that is a bean; an @Alternative leaves the observers of the bean that it"
                + " replaces alive, @Specializes does not).";
    }

    static String scope(HandlerMethod handler, Class<? extends Annotation> scope) {
        return text(
                8,
                handler,
                "belongs to a @" + scope.getSimpleName() + " bean, and that scope is not active where jobs run",
                "Make the bean @ApplicationScoped, @RequestScoped (one instance for each job) or @Dependent");
    }

    static String eventMetadata(HandlerMethod handler) {
        return text(
                9,
                handler,
                "asks for EventMetadata, but a job is not fired as an event",
                "Remove the parameter; job.info() tells about the job");
    }

    static String badQueueName(HandlerMethod handler, String problem) {
        return text(
                10,
                handler,
                "names a queue whose name " + problem,
                "Give a name of 1 to " + JobRequest.MAX_QUEUE_LENGTH + " characters");
    }

    static String badConcurrency(HandlerMethod handler, int concurrency) {
        return text(11, handler, "asks for concurrency = " + concurrency, "Give 1 or more");
    }

    static String leavesTransaction(HandlerMethod handler, TxType type) {
        return text(
                12,
                handler,
                "is @Transactional(" + type + "), so that what it writes would not commit together with the job",
                "Remove the annotation; a handler runs in a transaction already. Put what must commit on its own into"
                        + " a method of another bean");
    }

    static String inactiveScope(HandlerMethod handler, Class<? extends Annotation> scope) {
        return text(
                13,
                handler,
                "belongs to a @" + scope.getSimpleName() + " bean, and that scope is not active on this thread",
                "Make the bean @ApplicationScoped, @RequestScoped or @Dependent");
    }

    static String badSetting(String property, String value, String remedy) {
        return "RAQUEL-014: " + property + " is '" + value + "'. " + remedy + ".";
    }

    static String notHibernate(Object factory) {
        return "RAQUEL-015: The persistence unit is not run by Hibernate, but by "
                + factory.getClass().getName() + ". Put Hibernate into the application and name it in persistence.xml:"
                + " <provider>org.hibernate.jpa.HibernatePersistenceProvider</provider>.";
    }

    static String notMapped(String unit) {
        return "RAQUEL-016: The persistence unit '" + unit + "' has no entity RaquelJob, so raquel-jpa did not register"
                + " it there. Put raquel-jpa beside the application's other libraries in WEB-INF/lib, or list"
                + " <class>dev.raquel.jpa.JobEntity</class> in persistence.xml; and see that neither raquel.enabled nor"
                + " raquel.persistence-unit keeps it out.";
    }

    static String notJta(String unit) {
        return "RAQUEL-017: The persistence unit '" + unit + "' does not take part in JTA transactions, so jobs could"
                + " not commit together with your data. Make it transaction-type=\"JTA\" with a <jta-data-source>.";
    }

    static String badMaxRetries(HandlerMethod handler, int maxRetries) {
        return text(18, handler, "asks for maxRetries = " + maxRetries, "Give 0 or more, or leave it out for no limit");
    }

    private static String text(int id, HandlerMethod handler, String problem, String remedy) {
        return "RAQUEL-%03d: %s %s. %s.".formatted(id, handler.where(), problem, remedy);
    }
}
