package dev.raquel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The layers of the queue, and what each may know. */
@AnalyzeClasses(
        packages = "dev.raquel",
        importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class ArchitectureTest {

    @ArchTest
    static final ArchRule knowsNoServer = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.enterprise..",
                    "jakarta.inject..",
                    "jakarta.transaction..",
                    "jakarta.servlet..",
                    "jakarta.annotation..",
                    "jakarta.ejb..",
                    "javax.naming..",
                    "dev.raquel.cdi..");

    @ArchTest
    static final ArchRule theLifeCycleIsPure = classes()
            .that()
            .resideInAPackage("dev.raquel.internal.lifecycle")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.raquel.internal.lifecycle", "dev.raquel", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule dependenciesPointOneWay =
            slices().matching("dev.raquel.internal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theEntityKnowsTheLifeCycleOnly = noClasses()
            .that()
            .resideInAPackage("dev.raquel.jpa")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.raquel.internal..")
                    .and(resideOutsideOfPackage("dev.raquel.internal.lifecycle")));

    @ArchTest
    static final ArchRule lanesKnowNoRunners = noClasses()
            .that()
            .resideInAPackage("dev.raquel.internal.lane")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.raquel.internal.runner", "dev.raquel.internal.dispatch");

    @ArchTest
    static final ArchRule runnersKnowNoDispatcher = noClasses()
            .that()
            .resideInAPackage("dev.raquel.internal.runner")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.raquel.internal.dispatch");

    @ArchTest
    static final ArchRule theStoreKnowsNoThreads = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.raquel.internal.store",
                    "dev.raquel.internal.lock",
                    "dev.raquel.internal.claim",
                    "dev.raquel.internal.schema",
                    "dev.raquel.internal.lifecycle",
                    "dev.raquel.jpa")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.raquel.internal.dispatch",
                    "dev.raquel.internal.runner",
                    "dev.raquel.internal.lane",
                    "dev.raquel.internal.attempt",
                    "dev.raquel.internal.settle",
                    "dev.raquel.internal.held",
                    "dev.raquel.internal.duty",
                    "dev.raquel.internal.watch",
                    "dev.raquel.jackson",
                    "dev.raquel.internal.service",
                    "com.fasterxml.."));

    @ArchTest
    static final ArchRule statementsAreSentFromAFewRooms = classes()
            .that()
            .haveSimpleName("JobQueries")
            .should()
            .onlyBeAccessed()
            .byAnyPackage(
                    "dev.raquel.internal.store",
                    "dev.raquel.internal.lock",
                    "dev.raquel.internal.claim",
                    "dev.raquel.internal.schema",
                    "dev.raquel.internal.wakeup");

    @ArchTest
    static final ArchRule theDispatcherKnowsNoSql = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.raquel.internal.dispatch",
                    "dev.raquel.internal.runner",
                    "dev.raquel.internal.lane",
                    "dev.raquel.internal.attempt",
                    "dev.raquel.internal.settle",
                    "dev.raquel.internal.held",
                    "dev.raquel.internal.duty",
                    "dev.raquel.internal.watch",
                    "dev.raquel.internal.service")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.hibernate..", "jakarta.persistence..", "java.sql..");

    @ArchTest
    static final ArchRule wakingOtherNodesKnowsNothingOfHandlingJobs = classes()
            .that()
            .resideInAPackage("dev.raquel.internal.wakeup")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.raquel.internal.wakeup",
                    "dev.raquel.internal.store",
                    "dev.raquel.internal.watch",
                    "dev.raquel.internal.local",
                    "dev.raquel.jpa",
                    "dev.raquel.spi",
                    "dev.raquel",
                    "java..",
                    "org.hibernate..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule nothingReliesOnOtherNodes = noClasses()
            .that()
            .resideOutsideOfPackage("dev.raquel.internal.wakeup")
            .and()
            .haveNameNotMatching("dev\\.raquel\\.internal\\.Node(Ears)?")
            .and()
            .doNotHaveFullyQualifiedName("dev.raquel.internal.dispatch.Dispatcher")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.raquel.internal.wakeup");

    @ArchTest
    static final ArchRule noDriverIsNeeded = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.postgresql..", "org.h2..", "org.mariadb..", "com.mysql..");

    @ArchTest
    static final ArchRule integratorsSeeNoInternals = noClasses()
            .that()
            .resideInAPackage("dev.raquel.spi")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.raquel.internal..");

    @ArchTest
    static final ArchRule onlyThePayloadsKnowJackson = noClasses()
            .that()
            .resideOutsideOfPackage("dev.raquel.jackson")
            .and()
            .doNotHaveFullyQualifiedName("dev.raquel.Raquel$Builder")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..");

    /** What reads the clock of this machine: wherever a time is kept, the database's counts. */
    private static final DescribedPredicate<JavaAccess<?>> READS_THE_WALL_CLOCK =
            new DescribedPredicate<>("reads the wall clock") {

                private static final Set<String> CLOCKS = Set.of("java.time.Clock", "java.time.InstantSource");

                @Override
                public boolean test(JavaAccess<?> access) {
                    String owner = access.getTargetOwner().getName();
                    String name = access.getTarget().getName();
                    boolean isGivenNothing = access.getTarget() instanceof CodeUnitAccessTarget code
                            && code.getRawParameterTypes().isEmpty();
                    return owner.equals("java.lang.System") && name.equals("currentTimeMillis")
                            || owner.startsWith("java.time.") && name.equals("now")
                            || CLOCKS.contains(owner) && (name.startsWith("system") || name.startsWith("tick"))
                            || owner.equals("java.util.Date") && name.equals("<init>") && isGivenNothing
                            || owner.startsWith("java.util.") && owner.endsWith("Calendar");
                }
            };

    @ArchTest
    static final ArchRule theWallClockPlaysNoPart = noClasses().should().accessTargetWhere(READS_THE_WALL_CLOCK);

    @ArchTest
    static final ArchRule nothingSleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
