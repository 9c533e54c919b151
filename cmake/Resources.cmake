# niangjia_embed(TARGET): catalog/, the migrations and web/dist become read-only data inside the binary. The folder
# is packed by scripts/pack-resources into one object, so that the compiler never sees the bytes.
function(niangjia_embed target)
  file(GLOB_RECURSE inputs CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/catalog/*" "${CMAKE_SOURCE_DIR}/web/dist/*")
  set(packed "${CMAKE_BINARY_DIR}/resources")
  add_custom_command(
    OUTPUT "${packed}.c" "${packed}.bin"
    COMMAND "${CMAKE_SOURCE_DIR}/scripts/pack-resources" "${CMAKE_SOURCE_DIR}" "${packed}"
    DEPENDS ${inputs} "${CMAKE_SOURCE_DIR}/scripts/pack-resources"
    COMMENT "Packing catalogue and web pages")
  set_source_files_properties("${packed}.c" PROPERTIES OBJECT_DEPENDS "${packed}.bin")
  add_library(${target} STATIC "${packed}.c")
endfunction()
