package iovatlas.edit.part;

import iovatlas.address.HostPhysical;
import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;
import iovatlas.edit.EditSequence;
import iovatlas.edit.machine.PutController;
import iovatlas.topology.IdMap;
import iovatlas.topology.MsiController;

import java.util.List;
import java.util.function.Function;

/// Interrupt controllers, and the ID maps that lead to them.
final class ControllerParts {
    private ControllerParts() {}

    static Edit its(Atlas atlas, Wish wish) {
        int index = atlas.topology().msiControllers().size();
        HostPhysical base = HostPhysical.of(0x3008_0000L + 0x4_0000L * index);
        return add(
                atlas,
                wish,
                "its0",
                name -> new MsiController.Its(name, base, index, 16, 16, false));
    }

    static Edit v2m(Atlas atlas, Wish wish) {
        int index = atlas.topology().msiControllers().size();
        HostPhysical base = HostPhysical.of(0x2c1c_0000L + 0x1_0000L * index);
        return add(
                atlas,
                wish,
                "v2m0",
                name -> new MsiController.GicV2m(name, base, 224 + 64 * index, 64));
    }

    static Edit mbi(Atlas atlas, Wish wish) {
        return add(
                atlas,
                wish,
                "mbi0",
                name -> new MsiController.Mbi(name, HostPhysical.of(0x3000_0000L), 256, 64));
    }

    static Edit apic(Atlas atlas, Wish wish) {
        return add(atlas, wish, "apic0", MsiController.Apic::new);
    }

    private static Edit add(
            Atlas atlas, Wish wish, String stem, Function<String, MsiController> make) {
        List<String> taken =
                atlas.topology().msiControllers().stream().map(MsiController::name).toList();
        String name = FreeName.of(wish.nameOr(stem), taken);
        return new EditSequence(
                "Add " + name,
                List.of(
                        new PutController(null, make.apply(name)),
                        FirmwareMaps.of(atlas, IdMap.Role.MSI, name, wish.on())));
    }
}
