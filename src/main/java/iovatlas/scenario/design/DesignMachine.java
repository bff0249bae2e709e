package iovatlas.scenario.design;

import iovatlas.address.ByteSize;
import iovatlas.kernel.Errno;
import iovatlas.kernel.doorbell.ContextDoorbells;
import iovatlas.kernel.doorbell.design.Certainty;
import iovatlas.kernel.doorbell.design.DoorbellPolicy;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.Step;
import iovatlas.scenario.design.DesignAnswer.Overlap;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a scenario has come to under a design, and the answers so far. It changes with every step;
/// what is handed out is copied.
final class DesignMachine {
    private final DoorbellPolicy policy;
    private final DesignRegions regions;
    private final Map<String, DesignSpace> spaces = new LinkedHashMap<>();
    private final Map<String, ContextDoorbells> contexts = new HashMap<>();
    private final Map<PciAddress, ProgrammedVectors> vectors = new LinkedHashMap<>();
    private final Map<PciAddress, Step.GuestVector> guestVectors = new HashMap<>();
    private final Set<PciAddress> hotAdded = new HashSet<>();
    private final List<DesignAnswer> answers = new ArrayList<>();
    private GroupTable groups;
    private int step;

    DesignMachine(DoorbellPolicy policy, DesignRegions regions, GroupTable groups) {
        this.policy = policy;
        this.regions = regions;
        this.groups = groups;
        for (IovaSpace space : groups.topology().spaces()) {
            spaces.put(space.name(), new DesignSpace(space));
        }
    }

    DoorbellPolicy policy() {
        return policy;
    }

    GroupTable groups() {
        return groups;
    }

    void groups(GroupTable value) {
        groups = value;
    }

    void step(int value) {
        step = value;
    }

    int step() {
        return step;
    }

    ByteSize granule() {
        return groups.facts().pageSize().value();
    }

    Map<String, DesignSpace> spaces() {
        return spaces;
    }

    Optional<DesignSpace> spaceOf(int group) {
        return spaces.values().stream().filter(s -> s.domainOf(group).isPresent()).findFirst();
    }

    List<ReservedRegion> regionsOf(IommuGroup group) {
        return regions.of(groups, group);
    }

    ContextDoorbells context(String name) {
        return contexts.getOrDefault(name, ContextDoorbells.of(granule()));
    }

    void context(String name, ContextDoorbells value) {
        contexts.put(name, value);
    }

    Map<PciAddress, ProgrammedVectors> vectors() {
        return vectors;
    }

    Map<PciAddress, Step.GuestVector> guestVectors() {
        return guestVectors;
    }

    Set<PciAddress> hotAdded() {
        return hotAdded;
    }

    List<DesignAnswer> answers() {
        return List.copyOf(answers);
    }

    void answer(DesignAnswer answer) {
        answers.add(answer);
    }

    void accept(String subject, String text) {
        note(subject, DesignWord.ACCEPTED, Certainty.CERTAIN, text, null);
    }

    void note(
            String subject,
            DesignWord word,
            Certainty certainty,
            String text,
            @Nullable Overlap overlap) {
        answers.add(new DesignAnswer(step, subject, word, null, certainty, text, overlap));
    }

    void refuse(
            String subject,
            Errno errno,
            Certainty certainty,
            String text,
            @Nullable Overlap overlap) {
        answers.add(
                new DesignAnswer(
                        step, subject, DesignWord.REJECTED, errno, certainty, text, overlap));
    }
}
