/** Indicators as OpenCTI sends them. */
package io.ropewalk.ioc.indicator.json;
