package iovatlas.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import java.nio.file.Files;
import java.nio.file.Path;

/// The compiled classes of the program itself, without those of its tests.
final class ProgramClasses {
    private static final DescribedPredicate<JavaClass> FROM_MAIN_SOURCE =
            DescribedPredicate.describe("from src/main/java", ProgramClasses::isFromMainSource);

    private ProgramClasses() {}

    /// Returns every class under `iovatlas` whose source file is in `src/main/java`.
    ///
    /// Decided by the source file, since main and test classes may share one output folder.
    static JavaClasses all() {
        return Holder.CLASSES;
    }

    private static boolean isFromMainSource(JavaClass type) {
        return type.getSource()
                .flatMap(source -> source.getFileName())
                .map(name -> SourceFiles.MAIN.resolve(folderOf(type)).resolve(name))
                .filter(Files::isRegularFile)
                .isPresent();
    }

    private static Path folderOf(JavaClass type) {
        return Path.of(type.getPackageName().replace('.', '/'));
    }

    private static final class Holder {
        static final JavaClasses CLASSES =
                new ClassFileImporter().importPackages("iovatlas").that(FROM_MAIN_SOURCE);
    }
}
