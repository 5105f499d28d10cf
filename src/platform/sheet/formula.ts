/*
 * A CSV field that begins with one of these is a formula (or a command) to the spreadsheet that opens
 * it (OWASP ASVS 5.0, 1.2.10). Ours go out behind an apostrophe, which Excel takes as "this is text",
 * and lose it again when we read them. Fields that begin with apostrophes before such a sign get one
 * more, so that the pair is exact for every text.
 */
const DANGEROUS = /^'*[=+\-@\t\r\n\0＝＋－＠]/
const QUOTED = /^''*[=+\-@\t\r\n\0＝＋－＠]/

export const quoteFormula = (value: string): string => (DANGEROUS.test(value) ? `'${value}` : value)

export const unquoteFormula = (value: string): string =>
  QUOTED.test(value) ? value.slice(1) : value
