//! stub for the first build
#[tauri::command]
fn subscribe() {}
#[tauri::command]
fn request() {}
fn main() {
    let _ = tauri::Builder::default().invoke_handler(tauri::generate_handler![subscribe, request]).run(tauri::generate_context!());
}
