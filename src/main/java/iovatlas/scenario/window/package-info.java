/// Where a doorbell window could be, so that it suits every domain and guest of several scenarios.
@NullMarked
package iovatlas.scenario.window;

import org.jspecify.annotations.NullMarked;
