package io.ropewalk.ioc.mirror;

import io.ropewalk.falcon.FalconFailure;
import java.util.Optional;

/**
 * What one round of writing came to.
 *
 * @param looked how many values waited, up to the most of a round
 * @param settled how many of them wait no more
 * @param trouble why others still do, where a call failed
 */
public record Round(int looked, int settled, Optional<FalconFailure> trouble) {}
