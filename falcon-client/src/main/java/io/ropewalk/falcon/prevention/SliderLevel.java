package io.ropewalk.falcon.prevention;

/** How far a slider of a prevention policy goes, the weakest first; written as here. */
public enum SliderLevel {
    DISABLED,
    CAUTIOUS,
    MODERATE,
    AGGRESSIVE,
    EXTRA_AGGRESSIVE
}
