package io.ropewalk.inventory.questions;

import java.util.List;
import java.util.Optional;

/** Which hosts to list. */
public record VersionFilter(List<String> versions, Optional<String> platform) {}
