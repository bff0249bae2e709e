package iovatlas.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Looking a function up finds what walking over all of them finds.
class FunctionListTest {

    private static PciFunction function(Random random) {
        PciAddress at = PciAddress.ofDevfn(0, random.nextInt(3), random.nextInt(40));
        return PciFunction.of(at, FunctionKind.ENDPOINT)
                .withMultifunction(random.nextBoolean())
                .withName(random.nextBoolean() ? "" : "nic" + random.nextInt(20));
    }

    private static List<PciFunction> functions(int count) {
        Random random = new Random(count);
        List<PciFunction> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(function(random));
        }
        return all;
    }

    @Test
    void findsTheFirstFunctionAtAnAddressAndOfAName() {
        List<PciFunction> plain = functions(90);
        Topology topology = Topology.EMPTY.withFunctions(plain);
        for (int devfn = 0; devfn < 48; devfn++) {
            PciAddress at = PciAddress.ofDevfn(0, 1, devfn);
            assertThat(topology.function(at))
                    .isEqualTo(plain.stream().filter(f -> f.at().equals(at)).findFirst());
        }
        for (String name : List.of("", "nic0", "nic7", "nic19", "nic20")) {
            assertThat(topology.functionNamed(name))
                    .isEqualTo(plain.stream().filter(f -> f.name().equals(name)).findFirst());
        }
    }

    @Test
    void isEqualToAnyListOfTheSameFunctions() {
        List<PciFunction> plain = functions(20);
        List<PciFunction> kept = Topology.EMPTY.withFunctions(plain).functions();
        assertThat(kept.equals(plain)).isTrue();
        assertThat(plain.equals(kept)).isTrue();
        assertThat(kept).hasSameHashCodeAs(plain);
        assertThat(Topology.EMPTY.withFunctions(plain))
                .isEqualTo(Topology.EMPTY.withFunctions(kept))
                .isNotEqualTo(Topology.EMPTY.withFunctions(functions(21)));
    }

    @Test
    void keepsWhatItWasMadeOf() {
        List<PciFunction> plain = functions(5);
        Topology topology = Topology.EMPTY.withFunctions(plain);
        PciFunction first = plain.getFirst();
        plain.clear();
        assertThat(topology.functions()).hasSize(5).startsWith(first);
        assertThatThrownBy(() -> topology.functions().remove(0))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
