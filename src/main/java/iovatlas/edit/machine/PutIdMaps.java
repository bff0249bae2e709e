package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.IdMap;

import java.util.ArrayList;
import java.util.List;

/// Adds ranges to the ID maps. A range for part of a segment goes before the others, since the first
/// that contains an ID counts.
///
/// @param maps the new ranges
public record PutIdMaps(List<IdMap> maps) implements Attempt {
    public PutIdMaps {
        maps = List.copyOf(maps);
    }

    @Override
    public String description() {
        return "Add ID Maps";
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        List<IdMap> all = new ArrayList<>();
        maps.stream().filter(map -> !isWhole(map)).forEach(all::add);
        all.addAll(atlas.topology().idMaps());
        maps.stream().filter(PutIdMaps::isWhole).forEach(all::add);
        return atlas.withTopology(atlas.topology().withIdMaps(all));
    }

    private static boolean isWhole(IdMap map) {
        return map.first().bits() == 0 && map.last().bits() == 0xffff;
    }
}
