package iovatlas.kernel.iommu;

import iovatlas.kernel.Reason;

/// Why a domain is as it is.
///
/// @param aperture why it translates what it translates
/// @param pageSizes why it maps the sizes that it maps
public record ShapeReasons(Reason aperture, Reason pageSizes) {}
