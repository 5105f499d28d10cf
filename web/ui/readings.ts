import type { Text } from '../../src/kernel/text.ts'
import { say } from '../locale/translate.ts'

/*
 * The product's rules name their readings in `listRules`; findings carry only the ids. The desk fills this
 * book from there once, so that a finding never shows a bare id.
 */
const readings = new Map<string, Text>()
const titles = new Map<string, Text>()

interface NamedRule {
  readonly rule: string
  readonly title: Text
  readonly readings: readonly { readonly id: string; readonly text: Text }[]
}

/** Learns the names of rules and of their readings from what the server listed. */
export function learnRules(rules: readonly NamedRule[]): void {
  for (const rule of rules) {
    titles.set(rule.rule, rule.title)
    for (const reading of rule.readings) readings.set(`${rule.rule}/${reading.id}`, reading.text)
  }
}

/** The name of a reading; its id where the product's list does not have it. */
export function readingName(rule: string, id: string): string {
  const text = readings.get(`${rule}/${id}`)
  return text === undefined ? id : say(text)
}

/** The title of a rule; its id before the rules are known. */
export function ruleName(rule: string): string {
  const text = titles.get(rule)
  return text === undefined ? rule : say(text)
}
