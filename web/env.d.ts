declare module 'virtual:verbs' {
  /** kind (read, write, compute), path, and whether the answer is a file; made from the contracts. */
  export const VERBS: Readonly<
    Record<string, readonly [kind: 'r' | 'w' | 'c', path: string, download?: 1]>
  >
}

declare module 'virtual:verb-access' {
  /** The permission each verb asks for, or 'public', or 'self'. */
  export const VERB_ACCESS: Readonly<Record<string, string | undefined>>
}

declare module 'virtual:verb-titles' {
  /** What each verb is called in both languages, made from the contracts. */
  export const VERB_TITLES: Readonly<
    Record<string, { readonly zh: string; readonly en: string } | undefined>
  >
}

declare module '*.css' {}
