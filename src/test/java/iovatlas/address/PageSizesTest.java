package iovatlas.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageSizesTest {

    private static final ByteSize K4 = ByteSize.KIB.times(4);
    private static final ByteSize M2 = ByteSize.MIB.times(2);

    @Test
    void readsTheKernelsBitmap() {
        var sizes = new PageSizes(0x4020_1000L);
        assertThat(sizes).isEqualTo(PageSizes.of(ByteSize.GIB, K4, M2));
        assertThat(sizes.smallest()).isEqualTo(K4);
        assertThat(sizes.largest()).isEqualTo(ByteSize.GIB);
        assertThat(sizes.ascending()).containsExactly(K4, M2, ByteSize.GIB);
        assertThat(sizes).hasToString("4K|2M|1G");
    }

    @Test
    void containsOnlyItsOwnSizes() {
        var sizes = PageSizes.of(K4, M2);
        assertThat(sizes.contains(M2)).isTrue();
        assertThat(sizes.contains(K4.plus(M2))).isFalse();
        assertThat(sizes.contains(ByteSize.ZERO)).isFalse();
        assertThat(new PageSizes(-1L).contains(ByteSize.SPACE_64)).isFalse();
    }

    @Test
    void bitSixtyThreeIsTheLargestSize() {
        var every = new PageSizes(-1L);
        assertThat(every.smallest()).isEqualTo(ByteSize.ofBytes(1));
        assertThat(every.largest()).isEqualTo(ByteSize.ofPowerOfTwo(63));
        assertThat(every.ascending()).hasSize(64).isSorted();
        assertThat(PageSizes.of(ByteSize.ofPowerOfTwo(63)).bitmap()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void twoUnitsMayHaveNoSizeInCommon() {
        var none = PageSizes.of(K4).and(PageSizes.of(M2));
        assertThat(none.isEmpty()).isTrue();
        assertThat(none.ascending()).isEmpty();
        assertThat(none.text()).isEqualTo("none");
        assertThatIllegalStateException().isThrownBy(none::smallest);
        assertThatIllegalStateException().isThrownBy(none::largest);
        assertThat(PageSizes.of(K4, M2).and(PageSizes.of(M2))).isEqualTo(PageSizes.of(M2));
    }

    @Test
    void readsBackWhatItPrints() {
        var random = new RandomAddresses(11);
        for (int i = 0; i < 2_000; i++) {
            var sizes = new PageSizes(random.bits());
            assertThat(PageSizes.parse(sizes.text())).isEqualTo(sizes);
            assertThat(PageSizes.of(sizes.ascending().toArray(new ByteSize[0]))).isEqualTo(sizes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4K|", "|4K", "4K||2M", "4K,2M", "3K", "0", "16E", "None"})
    void rejectsWhatIsNoListOfPageSizes(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PageSizes.parse(text));
    }

    @Test
    void namesTheSizeThatIsNoPageSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PageSizes.of(ByteSize.KIB.times(12)))
                .withMessage("A page size is a power of two below 2^64, not 12K.");
    }
}
