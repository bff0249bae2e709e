package iovatlas.bench;

import iovatlas.importer.ImportFailure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// All measurements in one run. They print ratios between works that took turns, since machines
/// differ and are busy.
final class Benches {

    private Benches() {}

    /// @param args `replay`, `timeline`, `trace`, `mappings`, `edit` and `export` choose; nothing or `all`
    ///     means all
    public static void main(String[] args) throws IOException, ImportFailure {
        List<String> chosen =
                args.length == 0 || args[0].equals("all")
                        ? List.of("replay", "timeline", "trace", "mappings", "edit", "export")
                        : List.of(args);
        if (chosen.contains("replay")) {
            Path shared = Path.of("../shared/oracle/ops");
            Path own = Path.of("src/test/resources/oracle/ops");
            var bench = new ReplayBench(System.out);
            bench.read(Files.isDirectory(shared) ? shared : own);
            bench.run(18);
        }
        if (chosen.contains("timeline")) {
            new TimelineBench(System.out, 100_000)
                    .run(Path.of("sample-topologies/two-smmus-one-container.yaml"));
        }
        if (chosen.contains("trace")) {
            new TraceBench(System.out).run(100_000);
            new TraceBench(System.out).run(1_000_000);
        }
        if (chosen.contains("mappings")) {
            new MappingsBench(System.out, 65_535, 15).run();
            new MappingsBench(System.out, 1_000_000, 6).run();
        }
        if (chosen.contains("edit")) {
            EditBench.main(new String[0]);
        }
        if (chosen.contains("export")) {
            ExportBench.main(args);
        }
    }
}
