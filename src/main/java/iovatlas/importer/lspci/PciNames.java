package iovatlas.importer.lspci;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Numbers behind the words of a listing that was made without `-nn`: class names, and the vendors
/// that the kernel has rules about.
final class PciNames {

    private static final String CLASS_TEXT =
            """
            0000 Non-VGA unclassified device
            0001 VGA compatible unclassified device
            0100 SCSI storage controller
            0101 IDE interface
            0104 RAID bus controller
            0105 ATA controller
            0106 SATA controller
            0107 Serial Attached SCSI controller
            0108 Non-Volatile memory controller
            0180 Mass storage controller
            0200 Ethernet controller
            0206 PICMG controller
            0207 Infiniband controller
            0208 Fabric controller
            0280 Network controller
            0300 VGA compatible controller
            0301 XGA compatible controller
            0302 3D controller
            0380 Display controller
            0400 Multimedia video controller
            0401 Multimedia audio controller
            0403 Audio device
            0480 Multimedia controller
            0500 RAM memory
            0502 CXL
            0580 Memory controller
            0600 Host bridge
            0601 ISA bridge
            0602 EISA bridge
            0604 PCI bridge
            0605 PCMCIA bridge
            0607 CardBus bridge
            0609 Semi-transparent PCI-to-PCI bridge
            060a InfiniBand to PCI host bridge
            0680 Bridge
            0700 Serial controller
            0701 Parallel controller
            0703 Modem
            0780 Communication controller
            0800 PIC
            0801 DMA controller
            0803 RTC
            0804 PCI Hot-plug controller
            0805 SD Host controller
            0806 IOMMU
            0807 Root Complex Event Collector
            0880 System peripheral
            0c00 FireWire (IEEE 1394)
            0c03 USB controller
            0c04 Fibre Channel
            0c05 SMBus
            0c06 InfiniBand
            0c80 Serial bus controller
            0d80 Wireless controller
            1000 Network and computing encryption device
            1080 Encryption controller
            1101 Performance counters
            1180 Signal processing controller
            1200 Processing accelerators
            1300 Non-Essential Instrumentation
            ff00 Unassigned class
            """;

    private static final String VENDOR_TEXT =
            """
            8086 Intel Corporation
            1022 Advanced Micro Devices, Inc. [AMD]
            1002 Advanced Micro Devices, Inc. [AMD/ATI]
            10de NVIDIA Corporation
            14e4 Broadcom
            15b3 Mellanox Technologies
            1b21 ASMedia Technology Inc.
            1b4b Marvell Technology Group Ltd.
            1924 Solarflare Communications
            1d17 Zhaoxin
            177d Cavium, Inc.
            17cb Qualcomm
            1def Ampere Computing, LLC
            1014 IBM
            10b5 PLX Technology, Inc.
            19e5 Huawei Technologies Co., Ltd.
            1a03 ASPEED Technology, Inc.
            10ec Realtek Semiconductor Co., Ltd.
            144d Samsung Electronics Co Ltd
            17cd Cadence Design Systems, Inc.
            1957 Freescale Semiconductor Inc
            """;

    private static final Map<String, Integer> CLASSES = new HashMap<>();

    static {
        CLASS_TEXT
                .lines()
                .forEach(line ->
                        CLASSES.put(line.substring(5), Integer.valueOf(line.substring(0, 4), 16)));
    }

    private PciNames() {}

    /// The upper 16 bits of the class with that name.
    static Optional<Integer> classOf(String name) {
        return Optional.ofNullable(CLASSES.get(name));
    }

    /// The vendor that a device's name begins with.
    static Optional<Integer> vendorOf(String deviceName) {
        return VENDOR_TEXT
                .lines()
                .filter(line -> deviceName.startsWith(line.substring(5)))
                .map(line -> Integer.valueOf(line.substring(0, 4), 16))
                .findFirst();
    }
}
