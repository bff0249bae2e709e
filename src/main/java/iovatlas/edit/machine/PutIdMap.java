package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.IdMap;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Adds a range of an ID map, or changes one. Ranges may overlap, since the first that contains an
/// ID counts; [#overlap] says so before.
///
/// @param index which range it replaces, 0-based; -1 to add one at the end
/// @param map what it is to be
public record PutIdMap(int index, IdMap map) implements Attempt {

    @Override
    public String description() {
        return (index < 0 ? "Add" : "Change") + " ID Map to " + map.target();
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        Topology topology = atlas.topology();
        List<IdMap> maps = new ArrayList<>(topology.idMaps());
        if (index < 0) {
            maps.add(map);
        } else if (index < maps.size()) {
            maps.set(index, map);
        } else {
            throw new IllegalArgumentException("There is no ID map " + (index + 1) + ".");
        }
        return atlas.withTopology(topology.withIdMaps(maps));
    }

    @Override
    public Optional<String> caution(Atlas atlas) {
        return overlap(atlas);
    }

    /// The range of the same role that has some of the same requester IDs, in words; empty when none
    /// has.
    public Optional<String> overlap(Atlas atlas) {
        List<IdMap> maps = atlas.topology().idMaps();
        for (int i = 0; i < maps.size(); i++) {
            IdMap other = maps.get(i);
            boolean shared =
                    i != index
                            && other.role() == map.role()
                            && other.segment() == map.segment()
                            && other.first().compareTo(map.last()) <= 0
                            && map.first().compareTo(other.last()) <= 0;
            if (shared) {
                boolean first = index < 0 || i < index;
                return Optional.of(
                        "Range %d, %s-%s to %s, has some of these requester IDs; there %s counts."
                                .formatted(
                                        i + 1,
                                        other.first(),
                                        other.last(),
                                        other.target(),
                                        first ? "it" : "this one"));
            }
        }
        return Optional.empty();
    }
}
