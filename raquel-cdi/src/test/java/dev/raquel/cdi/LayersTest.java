package dev.raquel.cdi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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
            .doNotHaveFullyQualifiedName("dev.raquel.cdi.internal.InjectedResources")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.naming..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.annotation.Resource")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.enterprise.concurrent..");

    @ArchTest
    static final ArchRule internalsArePublicOnlyForContainers = classes()
            .that()
            .resideInAPackage("dev.raquel.cdi.internal")
            .and()
            .arePublic()
            .should()
            .beAssignableTo(JavaClass.Predicates.assignableTo("jakarta.enterprise.inject.spi.Extension")
                    .or(JavaClass.Predicates.assignableTo("jakarta.servlet.ServletContextListener"))
                    .or(JavaClass.Predicates.assignableTo("jakarta.servlet.ServletContainerInitializer")))
            .because("the container makes these, and nobody else needs one");
}
