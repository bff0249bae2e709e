package iovatlas.edit;

import iovatlas.address.AddressRange;
import iovatlas.address.GuestPhysical;
import iovatlas.address.Iova;
import iovatlas.atlas.Atlas;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.MemoryRegion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Moves what a step maps to another IOVA. Where that is memory of a guest which lies at the same
/// guest-physical address, the guest's region moves along.
///
/// @param number of the map step, 1 for the first
/// @param to where it begins then
public record MoveMapping(int number, Iova to) implements Edit {

    @Override
    public String description() {
        return "Move the Mapping of Step " + number;
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        Optional<String> missing = StepNumber.refusal(atlas, number);
        if (missing.isPresent()) {
            return missing;
        }
        boolean possible =
                atlas.steps().get(number - 1).action() instanceof Step.Map map
                        && map.iova() != null
                        && AddressRange.ofSizeOrEmpty(to, map.size()).isPresent();
        return possible
                ? Optional.empty()
                : Optional.of("Step " + number + " maps nothing that could begin at " + to + ".");
    }

    @Override
    public Atlas apply(Atlas atlas) {
        Refusal.check(this, atlas);
        ScenarioStep step = atlas.steps().get(number - 1);
        Step.Map map = (Step.Map) step.action();
        Step.Map moved =
                new Step.Map(
                        map.space(),
                        to,
                        map.size(),
                        map.backing(),
                        map.offset(),
                        map.read(),
                        map.write());
        var after = new ScenarioStep(moved, step.enabled(), step.note());
        Atlas changed = StepNumber.change(atlas, steps -> steps.set(number - 1, after));
        return region(atlas, map).map(owner -> withRegion(changed, owner, map)).orElse(changed);
    }

    /// The guest whose region a step maps one to one from its beginning.
    private static Optional<ContainerOwner> region(Atlas atlas, Step.Map map) {
        return atlas.topology().owners().stream()
                .filter(ContainerOwner.Guest.class::isInstance)
                .filter(owner -> owner.memory().stream().anyMatch(r -> isMapped(r, map)))
                .findFirst();
    }

    private static boolean isMapped(MemoryRegion region, Step.Map map) {
        Iova iova = map.iova();
        return iova != null
                && region.name().equals(map.backing())
                && map.offset().isZero()
                && region.range().first().unsignedBits() == iova.unsignedBits();
    }

    private Atlas withRegion(Atlas atlas, ContainerOwner owner, Step.Map map) {
        List<MemoryRegion> memory = new ArrayList<>();
        for (MemoryRegion region : owner.memory()) {
            Optional<AddressRange<GuestPhysical>> there =
                    isMapped(region, map)
                            ? region.range().sameSizeAt(GuestPhysical.of(to.unsignedBits()))
                            : Optional.empty();
            memory.add(
                    there.map(range -> new MemoryRegion(region.name(), range, region.kind()))
                            .orElse(region));
        }
        return new ChangeMemory(owner.name(), memory).apply(atlas);
    }
}
