/** The mirror between a simulated OpenCTI and a simulated Falcon, where things go wrong. */
package io.ropewalk.ioc.races;
