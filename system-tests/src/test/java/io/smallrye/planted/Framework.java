package io.smallrye.planted;

/** Stands for anything of the framework, in the tests of the dependency rules. */
public interface Framework {}
