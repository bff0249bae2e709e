package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.IdMap;

import java.util.ArrayList;
import java.util.List;

/// Takes a range out of an ID map.
///
/// @param index which, 0-based
public record RemoveIdMap(int index) implements Attempt {

    @Override
    public String description() {
        return "Remove ID Map " + (index + 1);
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        List<IdMap> maps = new ArrayList<>(atlas.topology().idMaps());
        if (index < 0 || index >= maps.size()) {
            throw new IllegalArgumentException("There is no ID map " + (index + 1) + ".");
        }
        maps.remove(index);
        return atlas.withTopology(atlas.topology().withIdMaps(maps));
    }
}
