package dev.raquel.cdi.it.server;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test class before Arquillian starts a server for it. Inside the server nothing is left to decide. */
public class OnServerCondition implements ExecutionCondition {

    private static final String LAUNCHED = "arquillian.launch";

    /** For JUnit. */
    public OnServerCondition() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        OnServer wanted = context.getRequiredTestClass().getAnnotation(OnServer.class);
        String launched = System.getProperty(LAUNCHED, wanted.value());
        if (!launched.equals(wanted.value())) {
            return ConditionEvaluationResult.disabled("Runs on " + wanted.value() + ", and this is " + launched
                    + "'s run: see the executions of failsafe in pom.xml");
        }
        if (Jdk.atLeast(wanted.jdk()).isEmpty()) {
            return ConditionEvaluationResult.disabled("No JDK " + wanted.jdk() + " or later to run " + wanted.value()
                    + " with. Install one beside " + Jdk.running().home() + ", or name its directory in the"
                    + " environment variable JAVA" + wanted.jdk() + "_HOME");
        }
        return ConditionEvaluationResult.enabled("This is " + launched + "'s run");
    }
}
