/** What tests get for `electron` unless they mock it: importing it is already the mistake. */
throw new Error("a test imported 'electron' outside Electron and the host; mock it or test what needs no window");
