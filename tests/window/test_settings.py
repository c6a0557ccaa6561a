"""Settings: what is changed counts at once, and is kept; secrets are in no file."""

import tomllib

from acts import copied, get, listens
from conftest import Open
from parts import Bedrock, downloads, holding, settings, write_settings
from selenium.webdriver.common.keys import Keys
from session import Desktop
from window import KEY, Window, button, free_port, tab

LANGUAGE = "//select[option/@value='zh-CN']"
PORT = "//input[@type='number']"
TOAST = "//*[@class='toasts']"


def test_the_key_is_made_anew(open_app: Open, bedrock: Bedrock, keychain: None, desktop: Desktop) -> None:
    window = open_app("--open", OUTCROP_API_KEY="", **bedrock.env)
    models = f"{window.base_url}/models"
    open_tab(window, "Keys")
    old = copied(lambda: window.click(button("Copy API key")))
    assert get(models, old)[0] == 200
    window.click(button("New key…"))
    window.click(button("Cancel", "//dialog"))
    assert get(models, old)[0] == 200, "nothing happens before one has agreed"
    window.click(button("New key…"))
    window.click(button("Make a new key", "//dialog"))
    window.reads("new API key", TOAST)
    new = copied(lambda: window.click(button("Copy API key")))
    assert get(models, old)[0] == 401 and get(models, new)[0] == 200
    for key in (old, new):
        assert key not in window.driver.page_source and not holding(desktop.root, key)


def test_the_theme_changes_at_once(window: Window, desktop: Desktop) -> None:
    open_tab(window, "App")
    colours = {}
    for theme in ("dark", "light"):
        window.click(f"//input[@type='radio'][@value='{theme}']/ancestor::label")
        window.find(f"/html[@data-theme='{theme}']")
        colours[theme] = sum(window.colour("//main//h1"))
    assert colours["dark"] > colours["light"], "words are light on dark, and dark on light"
    window.until(lambda: kept(desktop)["window"]["theme"] == "light", "the theme in the file")


def test_the_language_changes_at_once(window: Window) -> None:
    open_tab(window, "App")
    for language, word in (("zh-CN", "设置"), ("zh-TW", "設定"), ("en", "Settings")):
        window.choose(LANGUAGE, language)
        window.reads(word, "//main//h1")
        assert window.find("/html").get_attribute("lang") == language


def test_the_port_is_changed(open_app: Open, bedrock: Bedrock, desktop: Desktop) -> None:
    first, second = free_port(), free_port()
    write_settings(desktop, f"# Mine.\nport = {first}\n")
    window = open_app("--open", OUTCROP_PORT="", **bedrock.env)
    open_tab(window, "Gateway")
    url = f"http://127.0.0.1:{first}"
    window.until(lambda: listens(url), "the gateway on the port of the file")
    window.write(PORT, f"65536{Keys.ENTER}")
    window.find("//*[@role='alert'][contains(@class, 'setting-error')]")
    assert listens(url) and kept(desktop)["port"] == first, "nonsense changes nothing"
    window.write(PORT, f"{second}{Keys.ENTER}")
    window.until(lambda: listens(f"http://127.0.0.1:{second}"), "the gateway on its new port")
    window.until(lambda: not listens(url), "nobody on the old one")
    assert get(f"http://127.0.0.1:{second}/v1/models", KEY)[0] == 200
    assert settings(desktop).read_text().startswith("# Mine."), "what else is in the file stays"
    window.page("overview")
    window.reads(f"http://127.0.0.1:{second}/v1")


def test_settings_go_to_another_computer(
    open_app: Open, bedrock: Bedrock, keychain: None, desktop: Desktop
) -> None:
    """Exported without secrets, and taken over from elsewhere."""
    write_settings(desktop, '# Mine.\n[aliases]\nswift = "us.amazon.nova-pro-v1:0"\n')
    window = open_app("--open", OUTCROP_API_KEY="", **bedrock.env)
    open_tab(window, "Keys")
    key = copied(lambda: window.click(button("Copy API key")))
    window.click(tab("App"))
    window.click(button("Export"))
    window.reads("The settings are exported")
    (file,) = downloads(desktop).glob("*.toml")
    window.reads(str(file))
    assert "swift" in file.read_text() and not holding(desktop.root, key)

    elsewhere = desktop.root / "elsewhere.toml"
    elsewhere.write_text('[window]\nlanguage = "klingon"\n')
    window.find("//input[@type='file']").send_keys(str(elsewhere))
    window.find("//*[@role='alert'][contains(@class, 'setting-error')]")
    assert "swift" in settings(desktop).read_text(), "nonsense changes nothing"
    elsewhere.write_text('[aliases]\ngentle = "us.amazon.nova-lite-v1:0"\n[window]\nlanguage = "zh-CN"\n')
    window.find("//input[@type='file']").send_keys(str(elsewhere))
    window.reads("设置", "//main//h1")
    assert kept(desktop)["aliases"] == {"gentle": "us.amazon.nova-lite-v1:0"}
    assert get(f"{window.base_url}/models", key)[0] == 200, "keys stay as they are"


def test_the_doctor_comes_to_a_verdict(window: Window) -> None:
    open_tab(window, "Doctor")
    window.click(button("Examine"))
    window.reads("All is well")
    steps = window.driver.find_elements("xpath", "//ol[contains(@class, 'settings-steps')]/li")
    assert [step.get_attribute("data-verdict") for step in steps] == ["well"] * 6, window.words()
    window.click(button("Examine again"))
    window.reads("All is well")


def test_the_doctor_finds_what_is_wrong(open_app: Open, bedrock: Bedrock, desktop: Desktop) -> None:
    (desktop.home / ".aws" / "credentials").unlink()
    window = open_app("--open", **bedrock.env)
    open_tab(window, "Doctor")
    window.click(button("Examine"))
    window.click(button("Examine again"))
    window.find("//ol/li[@data-verdict='wrong']")


def open_tab(window: Window, name: str) -> None:
    """Goes to a part of the settings."""
    window.page("settings")
    window.click(tab(name))


def kept(desktop: Desktop) -> dict:
    """What the file says."""
    return tomllib.loads(settings(desktop).read_text())
