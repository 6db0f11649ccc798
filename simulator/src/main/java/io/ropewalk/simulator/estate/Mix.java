package io.ropewalk.simulator.estate;

/** The 64-bit finalizer of SplitMix, and its inverse: a bijection that looks random. */
public final class Mix {
    private static final long FIRST = 0xbf58476d1ce4e5b9L;
    private static final long SECOND = 0x94d049bb133111ebL;
    private static final long FIRST_INVERSE = inverse(FIRST);
    private static final long SECOND_INVERSE = inverse(SECOND);
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private Mix() {}

    public static long mix(long value) {
        var z = value;
        z = (z ^ (z >>> 30)) * FIRST;
        z = (z ^ (z >>> 27)) * SECOND;
        return z ^ (z >>> 31);
    }

    /** Mixes two values into one. */
    public static long mix(long value, long salt) {
        return mix(value + salt * GAMMA);
    }

    /** The value that {@link #mix(long)} makes this of. */
    public static long unmix(long mixed) {
        var z = unshift(mixed, 31) * SECOND_INVERSE;
        z = unshift(z, 27) * FIRST_INVERSE;
        return unshift(z, 30);
    }

    /** A hash of text that is the same in every JVM. */
    public static long of(String text) {
        var hash = GAMMA;
        for (var i = 0; i < text.length(); i++) {
            hash = mix(hash ^ text.charAt(i));
        }
        return hash;
    }

    /** True for about {@code share} of all hashes. */
    public static boolean within(long hash, double share) {
        return (hash >>> 11) * 0x1.0p-53 < share;
    }

    private static long unshift(long value, int bits) {
        var result = value;
        for (var known = bits; known < Long.SIZE; known += bits) {
            result = value ^ (result >>> bits);
        }
        return result;
    }

    /** The inverse of an odd number modulo 2^64, by Newton's iteration. */
    private static long inverse(long odd) {
        var x = odd;
        for (var i = 0; i < 5; i++) {
            x *= 2 - odd * x;
        }
        return x;
    }
}
