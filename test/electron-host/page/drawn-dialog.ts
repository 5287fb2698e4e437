/** A dialog to draw: a message with buttons, and perhaps a path to enter or files to choose. */
export type DialogSpec = {
  readonly title: string;
  readonly message: string;
  readonly detail: string;
  readonly error: string;
  readonly buttons: readonly string[];
  readonly defaultButton: number;
  readonly cancelButton: number;
  readonly checkbox: { readonly label: string; readonly checked: boolean } | undefined;
  readonly path: { readonly label: string; readonly value: string } | undefined;
  readonly files: { readonly label: string; readonly accept: string; readonly multiple: boolean } | undefined;
};

export type DialogOutcome = {
  readonly button: number;
  readonly checked: boolean;
  readonly path: string;
  /** How many files were chosen; the files themselves stay in the isolated world under the given name. */
  readonly files: number;
};

/**
 * Draws a modal dialog over the page and resolves with what was chosen. It lives in a closed shadow root with adopted
 * style sheets: the page's scripts and styles do not reach it, and its content security policy does not stop it.
 * Runs as text in the isolated world.
 */
export function drawDialog(spec: DialogSpec, filesName: string): Promise<DialogOutcome> {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    dialog { font: 15px/1.45 system-ui, sans-serif; min-width: 26rem; max-width: 40rem; padding: 1.25rem; border: 1px solid;
      border-radius: 8px; color: CanvasText; background: Canvas; color-scheme: light dark; }
    dialog::backdrop { background: rgb(0 0 0 / 45%); }
    h1 { font-size: 1.1rem; margin: 0 0 .75rem; }
    p { margin: 0 0 .75rem; white-space: pre-wrap; }
    .error { font-weight: 600; }
    label { display: block; margin: 0 0 .75rem; }
    input:not([type=checkbox]) { display: block; box-sizing: border-box; width: 100%; font: inherit; padding: .35rem; margin-top: .25rem; }
    footer { display: flex; gap: .5rem; justify-content: flex-end; }
    button { font: inherit; padding: .4rem 1rem; }`);
  root.adoptedStyleSheets = [sheet];

  function element<K extends keyof HTMLElementTagNameMap>(name: K, text = ''): HTMLElementTagNameMap[K] {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  const dialog = element('dialog');
  const heading = element('h1', spec.title);
  heading.id = 'title';
  dialog.setAttribute('aria-labelledby', 'title');
  dialog.append(heading);
  for (const text of [spec.message, spec.detail]) if (text) dialog.append(element('p', text));
  if (spec.error) {
    const problem = element('p', spec.error);
    problem.className = 'error';
    problem.setAttribute('role', 'alert');
    dialog.append(problem);
  }

  function field(label: string, type: string): HTMLInputElement {
    const frame = element('label', label);
    const input = element('input');
    input.type = type;
    if (type === 'checkbox') frame.prepend(input, ' ');
    else frame.append(input);
    dialog.append(frame);
    return input;
  }

  const path = spec.path && field(spec.path.label, 'text');
  if (path && spec.path) path.value = spec.path.value;
  const files = spec.files && field(spec.files.label, 'file');
  if (files && spec.files) {
    files.accept = spec.files.accept;
    files.multiple = spec.files.multiple;
  }
  const checkbox = spec.checkbox && field(spec.checkbox.label, 'checkbox');
  if (checkbox && spec.checkbox) checkbox.checked = spec.checkbox.checked;
  const footer = element('footer');
  dialog.append(footer);
  root.append(dialog);
  document.documentElement.append(host);

  return new Promise((resolve) => {
    function finish(button: number): void {
      Object.defineProperty(globalThis, filesName, { value: [...(files?.files ?? [])], configurable: true });
      const outcome = {
        button,
        checked: checkbox?.checked ?? false,
        path: path?.value ?? '',
        files: files?.files?.length ?? 0,
      };
      dialog.close();
      host.remove();
      resolve(outcome);
    }
    spec.buttons.forEach((label, index) => {
      const button = element('button', label);
      button.type = 'button';
      button.autofocus = index === spec.defaultButton;
      button.addEventListener('click', () => finish(index));
      footer.append(button);
    });
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      finish(spec.cancelButton);
    });
    path?.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') finish(spec.defaultButton);
    });
    dialog.showModal();
    path?.focus();
  });
}
