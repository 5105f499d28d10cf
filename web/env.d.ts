declare module 'virtual:verbs' {
  /** kind, path, access, and whether the answer is a file; made by vite.config.ts from the contracts. */
  export const VERBS: Readonly<
    Record<
      string,
      readonly [kind: 'read' | 'write' | 'compute', path: string, access: string, download?: true]
    >
  >
}

declare module 'virtual:verb-titles' {
  /** What each verb is called in both languages, made from the contracts. */
  export const VERB_TITLES: Readonly<
    Record<string, { readonly zh: string; readonly en: string } | undefined>
  >
}

declare module '*.css' {}
