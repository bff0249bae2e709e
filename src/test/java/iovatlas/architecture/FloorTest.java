package iovatlas.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.Set;

/// One floor above the other: who may import whom inside the program.
class FloorTest {
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(ProgramClasses.all());
    }

    @Test
    void everyClassLivesInARoomThatTheDesignNames() {
        check(
                classes()
                        .should(liveInARoom())
                        .because("a package outside the floors is a package without walls"));
    }

    @Test
    void everyRoomImportsOnlyFromBelow() {
        check(
                classes()
                        .should(importOnlyFromBelow())
                        .because(
                                "data flows one way, from what is drawn to what the kernel makes of"
                                        + " it to what is shown; within the kernel the model builds"
                                        + " up from bus to virtual machine"));
    }

    /// The classes that give a computed group the number that was recorded for the same members,
    /// where the number follows from the order in which drivers were bound and so from no rule.
    private static final Set<String> LABELLERS = Set.of("ObservedNumbers", "Grouping", "Timeline");

    private static DescribedPredicate<JavaClass> namedAny(Set<String> names) {
        return DescribedPredicate.describe(
                "named any of " + names, c -> names.contains(c.getSimpleName()));
    }

    @Test
    void whatWasObservedNeverDecidesAnAnswer() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(Room.KERNEL.pattern(), Room.SCENARIO.pattern())
                        .and(not(namedAny(LABELLERS)))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(Room.OBSERVATION.pattern())
                        .because("a recorded answer may label a computed one, never make it"));
    }

    @Test
    void commandLineAndWindowDoNotKnowEachOther() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(Room.CLI.pattern())
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(Room.UI.pattern())
                        .because("a command must start without the window's classes"));
        check(
                noClasses()
                        .that()
                        .resideInAPackage(Room.UI.pattern())
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(Room.CLI.pattern())
                        .because("both are front ends of the same floors below"));
    }

    @Test
    void importersDoNotKnowEachOther() {
        check(
                classes()
                        .that()
                        .resideInAPackage(Room.IMPORTER.pattern())
                        .should(new ImporterCondition())
                        .because(
                                "a format must be readable without knowing another; only a machine"
                                        + " snapshot holds files of other formats"));
    }

    @Test
    void packagesBelowTheFrontEndsFormNoCycle() {
        check(
                slices().assignedFrom(packagesUpToFloor(6))
                        .should()
                        .beFreeOfCycles()
                        .because("two packages that need each other are one package"));
    }

    private static SliceAssignment packagesUpToFloor(int last) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                Optional<Room> room = Room.of(type.getPackageName());
                return room.isPresent() && room.get().floor() <= last
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages up to floor " + last;
            }
        };
    }

    private static ArchCondition<JavaClass> liveInARoom() {
        return new ArchCondition<>("live in a room of the house") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean named = Room.of(type.getPackageName()).isPresent();
                events.add(new SimpleConditionEvent(type, named, type.getDescription()));
            }
        };
    }

    private static ArchCondition<JavaClass> importOnlyFromBelow() {
        return new ArchCondition<>("import only from rooms below") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Room.of(type.getPackageName())
                        .ifPresent(room ->
                                type.getDirectDependenciesFromSelf().stream()
                                        .filter(use -> !allowed(room, use.getTargetClass()))
                                        .map(use ->
                                                SimpleConditionEvent.violated(
                                                        type, use.getDescription()))
                                        .forEach(events::add));
            }
        };
    }

    private static boolean allowed(Room room, JavaClass target) {
        return Room.of(target.getPackageName()).map(room::mayImport).orElse(true);
    }
}
