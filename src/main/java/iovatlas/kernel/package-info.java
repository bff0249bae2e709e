/// The common ground of everything that answers like Linux: releases, boot facts, error numbers,
/// outcomes with their reasons and sources.
@NullMarked
package iovatlas.kernel;

import org.jspecify.annotations.NullMarked;
