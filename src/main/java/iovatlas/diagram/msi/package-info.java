/// The picture of one message-signalled interrupt on its way, hop by hop.
@NullMarked
package iovatlas.diagram.msi;

import org.jspecify.annotations.NullMarked;
