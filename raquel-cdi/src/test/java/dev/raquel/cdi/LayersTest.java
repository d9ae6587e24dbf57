package dev.raquel.cdi;

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

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.raquel", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    private static final String[] SERVER = {
        "jakarta.annotation..",
        "jakarta.ejb..",
        "jakarta.enterprise..",
        "jakarta.inject..",
        "jakarta.servlet..",
        "jakarta.transaction..",
        "javax.naming.."
    };

    @ArchTest
    static final ArchRule theCoreKnowsNoServer = noClasses()
            .that()
            .resideOutsideOfPackages("dev.raquel.cdi..", "dev.raquel.testing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVER)
            .because("raquel-jpa runs in Java SE, and raquel-liquibase in a build tool");

    @ArchTest
    static final ArchRule theCoreDoesNotKnowTheServersModule = noClasses()
            .that()
            .resideOutsideOfPackage("dev.raquel.cdi..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.raquel.cdi..");

    @ArchTest
    static final ArchRule whatUsersImportKnowsNoInternals = noClasses()
            .that()
            .resideInAPackage("dev.raquel.cdi")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..internal..");

    @ArchTest
    static final ArchRule oneClassKnowsTheServersNames = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.raquel.cdi.internal.server.InjectedResources")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.annotation.Resource")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.enterprise.concurrent..");

    @ArchTest
    static final ArchRule besidesOnlyHibernatesGuideLooksUpNames = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.raquel.cdi.internal.server.InjectedResources")
            .and()
            .doNotHaveFullyQualifiedName("dev.raquel.cdi.internal.jta.GlassFishTransactions")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.naming..")
            .because("Hibernate asks before anything can be injected; everybody else has it injected");

    @ArchTest
    static final ArchRule roomsPointOneWay =
            slices().matching("dev.raquel.cdi.internal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule roomsDoNotKnowWhoPutsThemTogether = noClasses()
            .that()
            .resideInAPackage("dev.raquel.cdi.internal.*")
            .and()
            .resideOutsideOfPackages("dev.raquel.cdi.internal.start", "dev.raquel.cdi.internal.health")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.raquel.cdi.internal");

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
    static final ArchRule theWallClockPlaysNoPart =
            noClasses().that().resideInAPackage("dev.raquel.cdi..").should().accessTargetWhere(READS_THE_WALL_CLOCK);
}
