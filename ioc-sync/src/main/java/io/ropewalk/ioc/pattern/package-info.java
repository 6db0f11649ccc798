/** STIX patterns: which values a pattern names without doubt. */
package io.ropewalk.ioc.pattern;
