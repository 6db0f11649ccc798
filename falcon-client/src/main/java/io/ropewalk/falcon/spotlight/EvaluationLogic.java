package io.ropewalk.falcon.spotlight;

/** How the sensor came to its finding; the ids exceed 63 bits, so they are text. */
public record EvaluationLogic(String id, String logicExpression) {}
