package iovatlas.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// How long a file and a method may grow before the build says no.
class SizeTest {
    private static final int FILE_LINES = 500;
    private static final int METHOD_LINES = 60;

    @Test
    void noFileIsLongerThanFiveHundredLines() {
        List<String> tooLong =
                SourceFiles.all().stream()
                        .filter(file -> SourceFiles.lines(file).size() > FILE_LINES)
                        .map(file -> file + ": " + SourceFiles.lines(file).size() + " lines")
                        .toList();
        assertThat(tooLong).as("a file of this length holds more than one thing").isEmpty();
    }

    @Test
    void noMethodIsLongerThanSixtyLines() throws IOException {
        assertThat(longMethods(SourceFiles.all()))
                .as("a method of this length does more than one thing")
                .isEmpty();
    }

    private static List<String> longMethods(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files));
            Iterable<? extends CompilationUnitTree> units = task.parse();
            MethodMeter meter = new MethodMeter(Trees.instance(task).getSourcePositions());
            units.forEach(unit -> meter.scan(unit, unit));
            return List.copyOf(meter.tooLong);
        }
    }

    private static final class MethodMeter extends TreeScanner<Void, CompilationUnitTree> {
        private final SourcePositions positions;
        private final List<String> tooLong = new ArrayList<>();

        MethodMeter(SourcePositions positions) {
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, CompilationUnitTree unit) {
            LineMap lines = unit.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(unit, method));
            long last = lines.getLineNumber(positions.getEndPosition(unit, method));
            if (last - first + 1 > METHOD_LINES) {
                tooLong.add(
                        "%s:%d %s: %d lines"
                                .formatted(
                                        unit.getSourceFile().getName(),
                                        first,
                                        method.getName(),
                                        last - first + 1));
            }
            return super.visitMethod(method, unit);
        }
    }
}
