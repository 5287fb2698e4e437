type ItemOptions = {
  readonly id?: string;
  readonly submenu?: readonly ItemOptions[] | Menu;
  readonly [name: string]: unknown;
};

/** Electron's `MenuItem`: holds its options and does nothing. */
export class MenuItem {
  readonly id: string | undefined;
  readonly submenu: Menu | undefined;

  constructor(options: ItemOptions) {
    Object.assign(this, options);
    this.id = options.id;
    this.submenu = isTemplate(options.submenu) ? Menu.buildFromTemplate(options.submenu) : options.submenu;
  }
}

let applicationMenu: Menu | null = null;

/** Electron's `Menu`: keeps its items so that they can be asked for; nothing is ever shown. */
export class Menu {
  readonly items: MenuItem[] = [];

  append(item: MenuItem): void {
    this.items.push(item);
  }
  insert(position: number, item: MenuItem): void {
    this.items.splice(position, 0, item);
  }
  popup(): void {}
  closePopup(): void {}
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  static buildFromTemplate(template: readonly (ItemOptions | MenuItem)[]): Menu {
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }
  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu;
  }
  static getApplicationMenu(): Menu | null {
    return applicationMenu;
  }
}

function isTemplate(submenu: ItemOptions['submenu']): submenu is readonly ItemOptions[] {
  return Array.isArray(submenu);
}
